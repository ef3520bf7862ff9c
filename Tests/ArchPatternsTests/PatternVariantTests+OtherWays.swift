/// Programs that show a pattern in ways of their own: by a technology, a label, a flow or a copy instead of the property
/// that states it.
extension PatternVariantTests {
  static let otherWays: [Variant] = [
    Variant(
      slug: "api-gateway",
      text: """
        actor Shopper
        service Front { tech: "Spring Cloud Gateway", auth: oauth2, rate-limit: 10/s }
        service Search
        service Pay
        Shopper -> Front
        Front -> [Search, Pay]
        """),
    Variant(
      slug: "backend-for-frontend",
      text: """
        // One gateway for all; flows say whose each back end is.
        client Till
        client Kiosk
        gateway Door { auth: jwt, rate-limit: 9/s }
        service TillApi
        service KioskApi
        service Menu { -> Dishes }
        database Dishes
        [Till, Kiosk] -> Door -> [TillApi, KioskApi]
        [TillApi, KioskApi] -> Menu
        flow Sell { rate: 3/s, Till -> Door -> TillApi -> Menu }
        flow Order { rate: 3/s, Kiosk -> Door -> KioskApi -> Menu }
        """),
    Variant(
      slug: "backend-for-frontend",
      text: """
        // No flow; as many as clients, with nothing of their own.
        client Till
        client Kiosk
        load-balancer Door
        service TillApi { -> Faces }
        service KioskApi
        cache Faces { ttl: 1h }
        service Menu
        service Stock
        [Till, Kiosk] -> Door -> [TillApi, KioskApi]
        [TillApi, KioskApi] -> [Menu, Stock]
        """),
    Variant(
      slug: "backend-for-frontend",
      text: """
        // Each behind an entry of its own.
        client Till
        client Kiosk
        cdn Pages { tech: Fastly }
        load-balancer Spread
        gateway TillApi { auth: jwt }
        gateway KioskApi { auth: jwt }
        service Menu
        Till -> Pages -> TillApi
        Kiosk -> Spread -> KioskApi
        [TillApi, KioskApi] -> Menu
        """),
    Variant(
      slug: "strangler-fig",
      text: """
        actor Teller
        gateway Route { tech: NGINX, auth: session, rate-limit: 5/s }
        external Mainframe { deprecated }
        service Loans
        Teller -> Route -> [Mainframe, Loans]
        """),
    Variant(
      slug: "cache-aside",
      text: """
        // The share says how many miss.
        service Prices { -> Hot { timeout: 20ms }, -> Tariffs { share: 5%, access: read } }
        cache Hot { tech: Redis, ttl: 5min, hit-rate: 95% }
        database Tariffs { tech: MySQL }
        """),
    Variant(
      slug: "cache-aside",
      text: """
        // A flow says it.
        client Desk
        service Prices
        cache Hot { tech: Redis, eviction: lru }
        database Tariffs
        Desk -> Prices
        Prices -> [Hot, Tariffs]
        flow Ask { rate: 9/s, Desk -> Prices -> Hot, alternative "not there" { share: 5%, Prices -> Tariffs } }
        """),
    Variant(
      slug: "cqrs",
      text: """
        // A copy in another technology is the read side.
        service Book { -> Bookings { access: write } }
        database Bookings { tech: PostgreSQL }
        database Lookup { tech: OpenSearch, derived }
        Bookings => Lookup { lag: 2s }
        service Find { -> Lookup { access: read } }
        """),
    Variant(
      slug: "cqrs",
      text: """
        // The query side keeps its own view up to date.
        client Guest
        service Book { -> Bookings { access: read-write }, ~> Feed }
        database Bookings { tech: PostgreSQL }
        stream Feed { tech: Kafka }
        service Find { -> Lookup { access: read-write } }
        database Lookup { tech: MongoDB, derived }
        Feed ~> Find
        Guest -> [Book, Find]
        """),
    Variant(
      slug: "cqrs",
      text: """
        // The labels say who reads and who writes.
        service Book { -> Bookings "inserts" }
        service Find { -> Lookup "queries" }
        database Bookings
        database Lookup
        stream Feed
        worker Project { -> Lookup "updates" }
        Book ~> Feed ~> Project
        """),
    Variant(
      slug: "materialised-view",
      text: """
        database Sales { tech: MySQL }
        cache Top { tech: Redis, ttl: 1h }
        job Refresh { schedule: every 1h, -> Sales { access: read }, -> Top { access: write } }
        service Home { -> Top { access: read } }
        """),
    Variant(
      slug: "sharding",
      text: """
        service Chat
        service Router { tech: Vitess }
        database Left { tech: MySQL, shard-key: "room" }
        database Right { tech: MySQL, shard-key: "room" }
        Chat -> Router -> [Left, Right]
        """),
    Variant(
      slug: "saga",
      text: """
        // A workflow engine calls, and waits without holding anything.
        service Holiday { tech: "AWS Step Functions" }
        function Flight { -> Seats }
        function Hotel { -> Rooms }
        database Seats
        database Rooms
        Holiday -> [Flight, Hotel] { via: saga, timeout: 1s }
        """),
    Variant(
      slug: "saga",
      text: """
        // A topic for each event, and nobody directs.
        service Order { -> Orders { access: read-write } }
        service Pay { -> Payments { access: read-write } }
        service Pack { -> Stock { access: read-write } }
        database Orders
        database Payments
        database Stock
        topic Placed
        topic Paid
        topic Packed
        Order ~> Placed { via: saga }
        Placed ~> Pay
        Pay ~> Paid { via: saga }
        Paid ~> [Pack, Order]
        Pack ~> Packed { via: saga }
        Packed ~> [Order, Pay]
        """),
    Variant(
      slug: "transactional-outbox",
      text: """
        service Bill { -> Bills "row and outbox in one transaction" { access: read-write } }
        database Bills
        worker Relay { -> Bills "polls" { access: read }, ~> Bus }
        stream Bus
        """),
    Variant(
      slug: "transactional-outbox",
      text: """
        service Bill { -> Bills { access: read-write } }
        database Bills { tech: PostgreSQL }
        worker Follow { tech: Debezium }
        Bills ~> Follow ~> Bus
        stream Bus { tech: Kafka }
        """),
    Variant(
      slug: "queue-based-load-levelling",
      text: """
        client Phone
        gateway Door { tech: "Amazon API Gateway" }
        queue Todo { tech: SQS }
        function Resize
        Phone -> Door
        Door ~> Todo ~> Resize
        """),
    Variant(
      slug: "competing-consumers",
      text: """
        service Upload
        queue Todo
        worker One { tech: Go, -> Files }
        worker Two { tech: Go, -> Files }
        storage Files
        Upload ~> Todo
        Todo ~> [One, Two] { idempotent }
        """),
    Variant(
      slug: "leader-election",
      text: """
        job Nightly { replicas: 2, schedule: every 1d }
        database Locks { tech: PostgreSQL, replicas: 2 }
        Nightly -> Locks "takes the lock"
        """),
  ]

  static let otherSlips: [Variant] = [
    Variant(
      slug: "backend-for-frontend",
      text: """
        client Till
        client Kiosk
        gateway Door { auth: jwt, rate-limit: 9/s }
        service TillApi
        service KioskApi
        service Menu
        service Stock
        [Till, Kiosk] -> Door -> [TillApi, KioskApi]
        [TillApi, KioskApi] -> [Menu, Stock]
        TillApi -> KioskApi
        """, says: "TillApi calls KioskApi"),
    Variant(
      slug: "cache-aside",
      text: """
        service Prices { -> Hot, -> Tariffs { access: read-write } }
        cache Hot { tech: Memcached, ttl: 5min, hit-rate: 85% }
        database Tariffs { tech: MySQL }
        """, says: "Prices->Tariffs does not say that only misses go there (`on-miss: Hot`)"),
    Variant(
      slug: "cache-aside",
      text: """
        service Prices { -> Hot "get", -> Tariffs "on a miss", -> Ledger }
        cache Hot { tech: Memcached, ttl: 5min }
        database Tariffs
        database Ledger
        """, says: "Prices->Tariffs does not say"),
    Variant(
      slug: "cache-aside",
      text: """
        service Prices { -> Hot, -> Tariffs }
        cache Hot { tech: Memcached, ttl: 5min, holds: catalog }
        database Tariffs { holds: [catalog, orders] }
        """, says: "Prices->Tariffs does not say"),
    Variant(
      slug: "cqrs",
      text: """
        service Book { -> Bookings { access: write } }
        database Bookings { tech: PostgreSQL }
        database Lookup { tech: OpenSearch, derived }
        Bookings => Lookup { lag: 2s }
        service Find { -> Lookup { access: read-write } }
        """, says: "Find, the query side, writes Lookup"),
    Variant(
      slug: "saga",
      text: """
        service Holiday
        service Flight { -> Seats }
        service Hotel { -> Rooms }
        database Seats
        database Rooms
        Holiday -> [Flight, Hotel] { via: saga, timeout: 1s }
        """, says: "Holiday waits for Flight"),
    Variant(
      slug: "transactional-outbox",
      text: """
        service Bill { -> Bills "row and outbox" { access: read-write }, ~> Bus }
        database Bills
        worker Relay { -> Bills "polls" { access: read }, ~> Bus }
        stream Bus
        """, says: "Bill sends to Bus past the outbox"),
    Variant(
      slug: "leader-election",
      text: """
        job Nightly { replicas: 2, schedule: every 1d }
        cache Locks { tech: Redis, replicas: 1 }
        Nightly -> Locks "lock"
        """, says: "Locks, which decides, is a single instance"),
  ]
}
