/// Programs that come near to a pattern and are something else.
extension PatternVariantTests {
  static let nearMisses: [Variant] = [
    Variant(
      slug: "backend-for-frontend",
      text: """
        // Services with data of their own behind one gateway.
        client Till
        client Kiosk
        gateway Door { auth: jwt, rate-limit: 9/s }
        service Orders { -> OrdersDB }
        service Bills { -> BillsDB }
        service People
        service Prices
        database OrdersDB
        database BillsDB
        [Till, Kiosk] -> Door -> [Orders, Bills] -> [People, Prices]
        flow Sell { rate: 3/s, Till -> Door -> Orders -> People }
        flow Order { rate: 3/s, Kiosk -> Door -> Bills -> People }
        """),
    Variant(
      slug: "backend-for-frontend",
      text: """
        // Both clients use both.
        client Till
        client Kiosk
        gateway Door { auth: jwt, rate-limit: 9/s }
        service Search
        service Basket
        service People
        service Prices
        [Till, Kiosk] -> Door -> [Search, Basket] -> [People, Prices]
        flow Sell { rate: 3/s, Till -> Door -> Search -> People }
        flow Order { rate: 3/s, Kiosk -> Door -> Search -> People }
        flow Fill { rate: 3/s, Kiosk -> Door -> Basket -> People }
        """),
    Variant(
      slug: "cache-aside",
      text: """
        service Web { -> Sessions "sessions", -> Db }
        cache Sessions { tech: Redis, ttl: 1h }
        database Db
        """),
    Variant(
      slug: "cache-aside",
      text: """
        // What a job puts there is a view.
        service Web { -> Top { access: read }, -> Db }
        cache Top { tech: Redis, ttl: 1h, hit-rate: 99% }
        database Db
        job Refresh { schedule: every 1h, -> Db { access: read }, -> Top { access: write } }
        """),
    Variant(
      slug: "cqrs",
      text: """
        // A copy for reports.
        service Till { -> Sales { access: write } }
        database Sales { tech: PostgreSQL }
        database Dw { tech: Snowflake, derived }
        Sales => Dw { lag: 1h }
        service Reports { -> Dw { access: read } }
        """),
    Variant(
      slug: "cqrs",
      text: """
        // It keeps a copy of what others own beside its own data.
        client Web { -> Shipping }
        service Orders { -> Sales { access: write }, ~> Bus }
        database Sales
        topic Bus { ~> Shipping }
        service Shipping { -> Parcels { access: read-write }, -> Addresses { access: read-write } }
        database Parcels
        database Addresses { derived }
        """),
    Variant(
      slug: "transactional-outbox",
      text: """
        // A reminder reads what is due.
        service Bill { -> Bills { access: read-write } }
        database Bills
        job Remind { schedule: every 1d, -> Bills { access: read }, ~> Mails }
        queue Mails
        """),
    Variant(
      slug: "competing-consumers",
      text: """
        // One queue, two different works.
        service Shop
        queue Todo
        worker Mails { tech: Go, -> Smtp }
        worker Labels { tech: Go, -> Files }
        external Smtp
        storage Files
        Shop ~> Todo ~> [Mails, Labels]
        """),
    Variant(
      slug: "leader-election",
      text: """
        worker Book { replicas: 3 }
        cache Locks { tech: Redis, replicas: 2 }
        Book -> Locks "lock per seat"
        """),
    Variant(
      slug: "saga",
      text: """
        service Shop { -> Orders { access: write } }
        service Mail { -> Sent { access: write } }
        database Orders
        database Sent
        topic Placed
        Shop ~> Placed ~> Mail
        """),
    Variant(
      slug: "sharding",
      text: """
        // Two stores that belong to different things.
        service Shop { -> [Orders, Prices] }
        database Orders { tech: MySQL, shard-key: "customer" }
        database Prices { tech: MySQL, shard-key: "article" }
        """),
    Variant(
      slug: "backend-for-frontend",
      text: """
        // Two uses, each of one client, that happen to need the same service.
        client Till
        client Kiosk
        gateway Door { auth: jwt, rate-limit: 9/s }
        service Match
        service Chat
        service People
        service Goods
        [Till, Kiosk] -> Door -> [Match, Chat]
        Match -> [People, Goods]
        Chat -> People
        flow Play { rate: 1/s, Till -> Door -> Match -> People }
        flow Talk { rate: 1/s, Kiosk -> Door -> Chat -> People }
        """),
    Variant(
      slug: "cqrs",
      text: """
        // A service keeps a store of its own up to date, which another one reads.
        service Pay { -> Ledger { access: read-write }, ~> Orders }
        database Ledger
        topic Orders
        service Pick { -> Articles { access: write } }
        Orders ~> Pick
        service Shop { -> Articles { access: read } }
        database Articles
        """),
    Variant(
      slug: "cache-aside",
      text: """
        // Which of two caches is asked first for the articles is not said.
        service Shop { -> Seen, -> Prices, -> Articles }
        cache Seen { tech: Redis, ttl: 1h, hit-rate: 98% }
        cache Prices { tech: Redis, ttl: 5min, hit-rate: 95% }
        database Articles
        """),
    Variant(
      slug: "read-replicas",
      text: """
        // Two regions, each with programs and a store of its own; the second takes over when the first is lost.
        client Web
        Web -> [East, West]
        service East { -> EastDB }
        service West { -> WestDB }
        database EastDB { => WestDB }
        database WestDB
        """),
    Variant(
      slug: "read-replicas",
      text: """
        // Stores that copy each other.
        service North { -> One { access: read }, -> One "write" { access: write } }
        service South { -> Two { access: read }, -> Two "write" { access: write } }
        database One { => Two }
        database Two { => One }
        """),
    Variant(
      slug: "cache-aside",
      text: """
        // A job loads the cache with what others sell; the database holds the bookings.
        client Web { -> Booking }
        service Booking { -> Fares, -> Bookings { access: read-write } }
        cache Fares { ttl: 15min, hit-rate: 80% }
        job Load { schedule: "every 15min", -> Sellers, -> Fares { access: write } }
        external Sellers
        database Bookings
        """),
    Variant(
      slug: "cqrs",
      text: """
        // An audit trail, which others read than those who change.
        client Doctor { -> Wards }
        service Wards { -> Patients { access: read-write }, ~> Seen }
        database Patients
        queue Seen { ~> Recorder }
        worker Recorder { -> Trail { access: write } }
        database Trail { retention: 10y }
        service Inspection { -> Trail { access: read } }
        actor Officer { -> Inspection }
        """),
    Variant(
      slug: "queue-based-load-levelling",
      text: """
        // An answer that comes back over a queue.
        client Web { -> Orders }
        service Orders { ~> Placed }
        stream Placed { ~> Charging }
        service Charging { ~> Refused }
        queue Refused { ~> Orders }
        """),
    Variant(
      slug: "strangler-fig",
      text: """
        // Among many services one is deprecated.
        client Web
        gateway Door { auth: jwt, rate-limit: 9/s }
        service Orders
        service Bills
        service People
        service Prices
        service Fax { deprecated }
        Web -> Door -> [Orders, Bills, People, Prices, Fax]
        """),
  ]
}
