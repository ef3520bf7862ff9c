/// Programs that follow a pattern.
extension PatternVariantTests {
  static let clean: [Variant] = [
    Variant(
      slug: "api-gateway",
      text: """
        actor Shopper
        client App
        cdn Assets { tech: Fastly }
        zone Rim { trust: dmz
         gateway Front { tech: NGINX, auth: jwt, rate-limit: 20/s, routing, load-balancing } }
        zone Core { service Search, function Pay, worker Idle }
        Shopper -> App
        App -> Assets -> Front
        Front -> [Search, Pay] { timeout: 1s }
        """),
    Variant(
      slug: "backend-for-frontend",
      text: """
        client Tv
        client Phone
        gateway TvApi { auth: jwt }
        gateway PhoneApi { auth: jwt }
        service Titles
        service Users
        Tv -> TvApi
        Phone -> PhoneApi
        TvApi -> Titles
        PhoneApi -> [Titles, Users]
        """),
    Variant(
      slug: "strangler-fig",
      text: """
        client Teller
        load-balancer Route { routing }
        service Mainframe { tech: COBOL, deprecated }
        service Loans
        service Translator
        Teller -> Route
        Route -> [Mainframe, Loans]
        Loans -> Translator -> Mainframe
        """),
    Variant(
      slug: "strangler-fig",
      text: """
        client Teller
        gateway Route { auth: jwt }
        service Mainframe
        service Loans
        Teller -> Route
        Route -> [Mainframe, Loans]
        migration "Off" { phase P1 { adds: Loans }, phase P2 { removes: Mainframe, after: P1 } }
        """),
    Variant(
      slug: "service-discovery",
      text: """
        registry Eureka { tech: Eureka, replicas: 2 }
        service Fares { replicas: 3 }
        service Trips { replicas: 3 }
        [Fares, Trips] -> Eureka "register"
        Trips -> Fares
        """),
    Variant(
      slug: "service-mesh",
      text: """
        cluster K8s {
          mesh Istio { encrypted: mtls }
          zone A { service Fares }
          zone B { service Trips }
        }
        Trips -> Fares
        """),
    Variant(
      slug: "service-mesh",
      text: """
        service Fares
        service FaresProxy { tech: Envoy }
        service Trips
        service TripsProxy { tech: Envoy }
        Trips -> TripsProxy -> FaresProxy { encrypted: mtls }
        FaresProxy -> Fares
        """),
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
        """),
    Variant(
      slug: "cqrs",
      text: """
        // no stated access
        service Book { tech: Go, -> Bookings }
        database Bookings { tech: PostgreSQL }
        Book ~> Feed
        stream Feed { tech: Kafka }
        worker Index
        Feed ~> Index
        Index -> Lookup { access: write }
        database Lookup { tech: Elasticsearch, derived }
        service Search
        Search -> Lookup
        """),
    Variant(
      slug: "event-sourcing",
      text: """
        service Accounts
        database Journal { tech: KurrentDB }
        Accounts -> Journal { access: write }
        worker Balances
        Journal ~> Balances
        Balances -> Views { access: write }
        database Views { derived }
        service Show
        Show -> Views { access: read }
        """),
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
        client Board
        service Report
        Report -> Totals { access: read }
        """),
    Variant(
      slug: "cache-aside",
      text: """
        function Prices
        cache Hot { tech: Memcached, eviction: lru }
        database Tariffs
        Prices -> Hot
        Prices -> Tariffs { on-miss: Hot, access: read }
        """),
    Variant(
      slug: "read-replicas",
      text: """
        service Shop
        service Reports
        database Main { tech: MySQL, read-replicas: 2 }
        Shop -> Main { access: read-write }
        Reports -> Main { access: read, read: replica }
        """),
    Variant(
      slug: "sharding",
      text: """
        service Chat
        database Messages { tech: Cassandra, shards: 12, shard-key: "channel", replicas: 3 }
        Chat -> Messages
        """),
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
        """),
    Variant(
      slug: "saga",
      text: """
        service Order
        service Payment
        service Stock
        stream Bus
        database A
        database B
        database C
        Order -> A { access: write }
        Payment -> B { access: write }
        Stock -> C { access: write }
        [Order, Payment, Stock] ~> Bus { via: saga }
        Bus ~> [Order, Payment, Stock]
        """),
    Variant(
      slug: "transactional-outbox",
      text: """
        service Bill
        database Bills
        worker Relay { tech: Debezium }
        stream Bus
        Bill -> Bills { access: write }
        Relay -> Bills { access: read }
        Relay ~> Bus { via: cdc }
        """),
    Variant(
      slug: "queue-based-load-levelling",
      text: """
        client Phone
        function Upload
        queue Todo { tech: SQS }
        function Resize
        Phone -> Upload
        Upload ~> Todo ~> Resize
        """),
    Variant(
      slug: "competing-consumers",
      text: """
        service Upload
        queue Todo { tech: RabbitMQ }
        service Resize { replicas: 8 }
        Upload ~> Todo
        Todo ~> Resize { idempotent }
        """),
    Variant(
      slug: "circuit-breaker",
      text: """
        gateway Door
        external Rates
        service Quote
        Door -> Quote { timeout: 1s }
        Quote -> Rates { timeout: 800ms, circuit-breaker: 30% over 1min open 2min half-open 3, fallback: "yesterday's" }
        """),
    Variant(
      slug: "bulkhead",
      text: """
        service Quote
        service Rates
        service Cards
        Quote -> Rates { pool: 5 }
        Quote -> Cards { pool: 20 }
        """),
    Variant(
      slug: "retry-with-backoff",
      text: """
        worker Sync
        external Crm
        Sync -> Crm { retry: 4 exponential 250ms jitter, idempotency-key, timeout: 2s }
        """),
    Variant(
      slug: "leader-election",
      text: """
        registry Zk { tech: ZooKeeper, replicas: 3 }
        worker Cron { replicas: 3 }
        database Jobs
        Cron -> Zk "leader election"
        Cron -> Jobs { access: write }
        """),
    Variant(
      slug: "horizontal-scaling",
      text: """
        client A
        gateway G { load-balancing, auth: jwt }
        service S { replicas: 3..12, autoscale: cpu 70% }
        A -> G -> S
        """),
    Variant(
      slug: "vertical-scaling",
      text: """
        service S
        database D { replicas: 2, capacity: 1k/s, cost: $200/month }
        S -> D
        migration "m" { phase P1 "Bigger" { extend D { capacity: 4k/s, cost: $900/month } } }
        """),
    Variant(
      slug: "event-sourcing",
      text: """
        service Accounts
        stream Journal { tech: Kafka, retention: 10y }
        worker Balances
        database Views { derived }
        Accounts ~> Journal ~> Balances
        Balances -> Views { access: write }
        """),
    Variant(
      slug: "sharding",
      text: """
        service Chat
        service Router
        database Left { tech: MySQL }
        database Right { tech: MySQL }
        Chat -> Router
        Router -> [Left, Right] "by hash of the room"
        """),
  ]
}
