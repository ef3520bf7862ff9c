extension TechnologyTable {
  /// Relational databases. A single primary whose replicas may not accept writes counts as CP: in a partition the side
  /// without the primary refuses.
  static let relational = #"""
    PostgreSQL | postgres, pg, psql | database, queue | sql | strong..serializable | CP | any |
      general-purpose, relational, transactions, strong-consistency, documents, geospatial, vector-search,
      change-feed, work-queue | both | https://www.postgresql.org/docs/current/transaction-iso.html
    MySQL | InnoDB | database, queue | sql | strong..serializable | CP | any |
      general-purpose, relational, transactions, strong-consistency, documents, change-feed, work-queue | both |
      https://dev.mysql.com/doc/refman/8.4/en/innodb-transaction-isolation-levels.html
    MariaDB | - | database | sql | strong..serializable | CP | any |
      general-purpose, relational, transactions, strong-consistency | both |
      https://mariadb.com/kb/en/set-transaction/
    SQL Server | MSSQL | database | sql | strong..serializable | CP | any |
      general-purpose, relational, transactions, strong-consistency, analytics, change-feed | both |
      https://learn.microsoft.com/en-us/sql/t-sql/statements/set-transaction-isolation-level-transact-sql
    Oracle Database | Oracle, Oracle DB, Oracle RAC, Exadata | database | sql | strong..serializable | CP | any |
      general-purpose, relational, transactions, strong-consistency, documents, analytics, change-feed | both |
      https://docs.oracle.com/en/database/oracle/oracle-database/19/cncpt/data-concurrency-and-consistency.html
    Db2 | IBM Db2 | database | sql | strong..serializable | CP | any |
      general-purpose, relational, transactions, strong-consistency | both |
      https://www.ibm.com/docs/en/db2/11.5?topic=issues-isolation-levels
    SQLite | - | database | sql | serializable | CA | any |
      relational, transactions, strong-consistency, embedded, lightweight | no |
      https://www.sqlite.org/isolation.html
    H2 | H2 Database | database | sql | strong..serializable | CA | any |
      relational, transactions, embedded | no | https://h2database.com/html/advanced.html
    CockroachDB | Cockroach, crdb | database | sql | serializable | CP | any |
      relational, transactions, strong-consistency, high-write-throughput, horizontal-scaling, global-distribution,
      change-feed | both | https://www.cockroachlabs.com/docs/stable/architecture/transaction-layer
    YugabyteDB | Yugabyte | database | sql | strong..serializable | CP | any |
      relational, transactions, strong-consistency, high-write-throughput, horizontal-scaling, global-distribution |
      both | https://docs.yugabyte.com/preview/architecture/transactions/isolation-levels/
    TiDB | - | database | sql | strong | CP | any |
      relational, transactions, strong-consistency, high-write-throughput, horizontal-scaling, analytics, change-feed |
      both | https://docs.pingcap.com/tidb/stable/transaction-isolation-levels
    Vitess | - | database | sql | strong | CP | any |
      relational, transactions, high-write-throughput, horizontal-scaling | both |
      https://vitess.io/docs/reference/features/sharding/
    Citus | - | database | sql | strong | CP | any |
      relational, transactions, horizontal-scaling, analytics | both | https://docs.citusdata.com/en/stable/
    PlanetScale | - | database | sql | strong | CP | aws, gcp |
      relational, transactions, high-write-throughput, horizontal-scaling, low-operations | yes |
      https://planetscale.com/docs
    Neon | Neon Postgres | database | sql | strong..serializable | CP | aws, azure |
      general-purpose, relational, transactions, strong-consistency, documents, vector-search, low-operations,
      scale-to-zero | yes | https://neon.com/docs/introduction
    Supabase | - | database, identity, storage | sql | strong..serializable | CP | any |
      general-purpose, relational, transactions, documents, vector-search, customer-accounts, low-operations,
      rapid-development | both | https://supabase.com/docs
    Amazon RDS | RDS, Relational Database Service, RDS for PostgreSQL, RDS PostgreSQL, RDS Postgres,
      RDS for MySQL, RDS MySQL, RDS for MariaDB, RDS for SQL Server, RDS for Oracle | database | sql |
      strong..serializable | CP | aws |
      general-purpose, relational, transactions, strong-consistency, documents, low-operations | yes |
      https://docs.aws.amazon.com/AmazonRDS/latest/UserGuide/Concepts.MultiAZ.html
    Amazon Aurora | Aurora, Aurora PostgreSQL, Aurora MySQL, Aurora Serverless, RDS Aurora | database | sql |
      strong..serializable | CP | aws |
      general-purpose, relational, transactions, strong-consistency, documents, vector-search, low-operations | yes |
      https://docs.aws.amazon.com/AmazonRDS/latest/AuroraUserGuide/Aurora.Overview.html
    Aurora DSQL | DSQL | database | sql | strong | CP | aws |
      relational, transactions, strong-consistency, horizontal-scaling, global-distribution, low-operations,
      scale-to-zero | yes | https://docs.aws.amazon.com/aurora-dsql/latest/userguide/what-is-aurora-dsql.html
    Cloud SQL | Cloud SQL for PostgreSQL, Cloud SQL for MySQL, Cloud SQL for SQL Server | database | sql |
      strong..serializable | CP | gcp |
      general-purpose, relational, transactions, strong-consistency, documents, low-operations | yes |
      https://cloud.google.com/sql/docs/postgres/high-availability
    AlloyDB | AlloyDB for PostgreSQL | database | sql | strong..serializable | CP | gcp |
      general-purpose, relational, transactions, strong-consistency, documents, analytics, vector-search,
      low-operations | yes | https://cloud.google.com/alloydb/docs/overview
    Spanner | Cloud Spanner | database | sql | serializable | CP | gcp |
      relational, transactions, strong-consistency, high-write-throughput, horizontal-scaling, global-distribution,
      graph, change-feed, low-operations | yes |
      https://cloud.google.com/spanner/docs/true-time-external-consistency
    Azure SQL Database | Azure SQL, Azure SQL DB, SQL Database, Azure SQL Managed Instance | database | sql |
      strong..serializable | CP | azure |
      general-purpose, relational, transactions, strong-consistency, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/azure-sql/database/sql-database-paas-overview
    Azure Database for PostgreSQL | Azure PostgreSQL, Azure Postgres | database | sql | strong..serializable | CP |
      azure | general-purpose, relational, transactions, strong-consistency, documents, vector-search, geospatial,
      low-operations | yes | https://learn.microsoft.com/en-us/azure/postgresql/flexible-server/overview
    Azure Database for MySQL | Azure MySQL | database | sql | strong..serializable | CP | azure |
      general-purpose, relational, transactions, strong-consistency, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/mysql/flexible-server/overview
    Cloudflare D1 | D1 | database | sql | serializable | - | cloudflare |
      relational, low-operations, scale-to-zero | yes | https://developers.cloudflare.com/d1/
    TimescaleDB | Timescale, TigerData | database | time-series | strong..serializable | CP | any |
      time-series, relational, transactions, analytics, high-write-throughput | both |
      https://docs.timescale.com/use-timescale/latest/hypertables/
    pgvector | - | database | vector | strong..serializable | CP | any |
      vector-search, relational, transactions | both | https://github.com/pgvector/pgvector
    PostGIS | - | database | sql | strong..serializable | CP | any |
      geospatial, relational, transactions | both | https://postgis.net/documentation/
    """#
}
