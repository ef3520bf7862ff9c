/// Programs that follow a pattern but for a slip.
extension PatternVariantTests {
  static let slips: [Variant] = [
    Variant(
      slug: "api-gateway",
      text: """
        client App
        gateway Front { routing }
        service Search
        service Pay
        App -> Front
        Front -> [Search, Pay] { timeout: 1s }
        """, says: "Front does not say how it knows its callers"),
    Variant(
      slug: "api-gateway",
      text: """
        client App
        gateway Front { routing }
        service Search
        service Pay
        App -> Front
        Front -> [Search, Pay] { timeout: 1s }
        """, says: "Front does not say how often each may call"),
    Variant(
      slug: "backend-for-frontend",
      text: """
        client Tv
        client Phone
        service TvApi { auth: jwt }
        service PhoneApi { auth: jwt }
        service Titles
        Tv -> TvApi
        Phone -> PhoneApi
        TvApi -> Titles
        PhoneApi -> Titles
        Phone -> Titles
        """, says: "Phone reaches Titles past its back end"),
    Variant(
      slug: "strangler-fig",
      text: """
        client Teller
        gateway Route { auth: jwt, rate-limit: 3/s }
        service Mainframe { deprecated }
        service Loans
        Teller -> Route
        Teller -> Mainframe
        Route -> [Mainframe, Loans]
        """, says: "Teller reaches Mainframe past Route"),
    Variant(
      slug: "service-discovery",
      text: """
        registry Eureka { tech: Eureka, replicas: 1 }
        service Fares { replicas: 3 }
        service Trips { replicas: 3 }
        [Fares, Trips] -> Eureka "register"
        Trips -> Fares
        """, says: "Eureka, which all of them need, is a single instance"),
    Variant(
      slug: "service-mesh",
      text: """
        cluster K8s {
          mesh Istio
          service Fares
          service Trips
        }
        Trips -> Fares
        """, says: "Istio does not say that both ends prove who they are"),
    Variant(
      slug: "cqrs",
      text: """
        service Book { tech: Go, -> Bookings { access: read-write } }
        database Bookings { tech: PostgreSQL }
        Bookings ~> Feed { via: cdc }
        stream Feed { tech: Kafka }
        function Index
        Feed ~> Index
        Index -> Lookup { access: write }
        database Lookup { tech: Elasticsearch, derived }
        service Search
        Search -> Lookup { access: read }
        Search -> Bookings { access: write }
        """, says: "Search, the query side, writes Bookings"),
    Variant(
      slug: "event-sourcing",
      text: """
        service Accounts
        database Journal { tech: KurrentDB }
        Accounts -> Journal { access: write }
        service Show
        Show -> Journal { access: read }
        """, says: "Show queries the events in Journal itself"),
    Variant(
      slug: "materialised-view",
      text: """
        service Till
        database Sales
        Till -> Sales { access: write }
        job Sum { schedule: every 1h }
        Sum -> Sales { access: read }
        Sum -> Totals { access: write }
        database Totals { derived }
        service Report
        Report -> Totals { access: read-write }
        """, says: "Report writes Totals besides Sum"),
    Variant(
      slug: "cache-aside",
      text: """
        function Prices
        cache Hot { tech: Memcached, eviction: lru }
        database Tariffs
        Prices -> Hot
        Prices -> Tariffs { on-miss: Hot }
        Hot -> Tariffs
        """, says: "Hot reads Tariffs itself"),
    Variant(
      slug: "read-replicas",
      text: """
        service Shop
        database Main { tech: MySQL, read-replicas: 2 }
        Shop -> Main { access: read-write, read: primary }
        """, says: "no relation reads from the replicas of Main"),
    Variant(
      slug: "read-replicas",
      text: """
        service Shop
        service Reports
        database Main { tech: MySQL, read-replicas: 2 }
        Shop -> Main { access: read-write }
        Reports -> Main { access: read, read: replica, consistent }
        """, says: "Reports needs the latest write and reads a replica of Main"),
    Variant(
      slug: "saga",
      text: """
        service Holiday
        database Trips
        queue Cmds
        queue Replies
        worker Flights
        worker Hotels
        database Seats
        database Rooms
        Holiday -> Trips { access: read-write }
        Holiday ~> Cmds ~> [Flights, Hotels]
        Flights -> Seats { access: read-write }
        Hotels -> Rooms { access: write }
        [Flights, Hotels] ~> Replies ~> Holiday
        Flights -> Trips { access: write }
        """, says: "Flights writes Trips"),
    Variant(
      slug: "transactional-outbox",
      text: """
        service Bill
        stream Bus
        Bill ~> Bus { via: outbox }
        """, says: "Bill has no store to keep the message in"),
    Variant(
      slug: "queue-based-load-levelling",
      text: """
        service Upload
        queue Todo { tech: SQS }
        worker Resize
        Upload ~> Todo ~> Resize
        Resize -> Upload
        """, says: "Resize calls Upload, which has to be up for the work to go on"),
    Variant(
      slug: "competing-consumers",
      text: """
        service Upload
        queue Todo { tech: RabbitMQ }
        service Resize { replicas: 8 }
        Upload ~> Todo
        Todo ~> Resize
        """, says: "Resize does not say that a message may come twice"),
    Variant(
      slug: "circuit-breaker",
      text: """
        external Rates
        service Quote
        Quote -> Rates { circuit-breaker: 30% over 1min open 2min half-open 3 }
        """, says: "has no timeout, so a call that hangs never counts as failed"),
    Variant(
      slug: "retry-with-backoff",
      text: """
        worker Sync
        external Crm
        Sync -> Crm { retry: 4 exponential 250ms jitter, timeout: 2s, access: write }
        """, says: "Sync->Crm does not say that it may be made twice"),
    Variant(
      slug: "leader-election",
      text: """
        database Redis1 { tech: Redis, replicas: 1 }
        worker Cron { replicas: 3 }
        Cron -> Redis1 "acquires leadership"
        """, says: "Redis1, which decides, is a single instance"),
    Variant(
      slug: "horizontal-scaling",
      text: """
        client A
        load-balancer G
        service S { replicas: 3..12, autoscale: cpu 70% }
        A -> G -> S
        A -> S
        """, says: "A calls S past what spreads requests"),
    Variant(
      slug: "cqrs",
      text: """
        service Book { -> Bookings { access: write }, ~> Feed, -> Lookup { access: write } }
        database Bookings
        stream Feed
        worker Index
        Feed ~> Index
        Index -> Lookup { access: write }
        database Lookup { derived }
        service Search
        Search -> Lookup { access: read }
        """, says: "Book, the command side, writes Lookup past Index"),
    Variant(
      slug: "backend-for-frontend",
      text: """
        client Tv
        client Phone
        gateway TvApi { auth: jwt }
        gateway PhoneApi { auth: jwt }
        service Titles
        Tv -> TvApi
        Phone -> [PhoneApi, TvApi]
        [TvApi, PhoneApi] -> Titles
        """, says: "Phone uses TvApi besides its own PhoneApi"),
    Variant(
      slug: "sharding",
      text: """
        service Chat
        service Router
        database Left { tech: MySQL }
        database Right { tech: MySQL }
        Router -> [Left, Right] "user % 2"
        Chat -> Left
        """, says: "Chat reaches the shard Left past Router"),
    Variant(
      slug: "service-mesh",
      text: """
        service Fares
        service FaresProxy { tech: Envoy }
        service Trips
        service TripsProxy { tech: Envoy }
        Trips -> TripsProxy -> FaresProxy { encrypted: mtls }
        FaresProxy -> Fares
        Trips -> Fares
        """, says: "Trips calls Fares past TripsProxy"),
    Variant(
      slug: "saga",
      text: """
        service Order { -> A { access: write } }
        service Payment { -> B { access: write } }
        service Stock { -> C { access: write } }
        topic Bus
        database A
        database B
        database C
        [Order, Payment, Stock] ~> Bus { via: saga }
        Bus ~> [Order, Payment]
        """, says: "Stock does not hear what becomes of it"),
  ]
}
