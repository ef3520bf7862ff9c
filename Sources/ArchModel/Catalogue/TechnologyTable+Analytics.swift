extension TechnologyTable {
  /// Search engines, vector stores, warehouses and lakes. Search engines show a write after their next refresh, hence
  /// `eventual`.
  static let searchAndAnalytics = #"""
    Elasticsearch | Elastic, Elastic Cloud | database, monitor | search | eventual | - | any |
      full-text-search, documents, logs, analytics, vector-search, geospatial, horizontal-scaling | both |
      https://www.elastic.co/docs/manage-data/data-store/near-real-time-search
    OpenSearch | - | database, monitor | search | eventual | - | any |
      full-text-search, documents, logs, analytics, vector-search, geospatial, horizontal-scaling | both |
      https://docs.opensearch.org/latest/
    Amazon OpenSearch Service | OpenSearch Service, OpenSearch Serverless | database, monitor | search | eventual |
      - | aws |
      full-text-search, documents, logs, analytics, vector-search, geospatial, horizontal-scaling, low-operations |
      yes |
      https://docs.aws.amazon.com/opensearch-service/latest/developerguide/what-is.html
    Meilisearch | Meili | database | search | eventual | - | any |
      full-text-search, vector-search, lightweight | both |
      https://www.meilisearch.com/docs/learn/async/asynchronous_operations
    Solr | SolrCloud | database | search | eventual | - | any | full-text-search, documents, horizontal-scaling | no |
      https://solr.apache.org/guide/solr/latest/deployment-guide/cluster-types.html
    Typesense | - | database | search | eventual | - | any | full-text-search, vector-search, lightweight | both |
      https://typesense.org/docs/guide/high-availability.html
    Algolia | - | database, external | search | eventual | - | any |
      full-text-search, low-operations, global-distribution | yes |
      https://www.algolia.com/doc/guides/scaling/distributed-search-network-dsn/
    Vespa | - | database | search | eventual | - | any |
      full-text-search, vector-search, documents, horizontal-scaling, high-write-throughput | both |
      https://docs.vespa.ai/en/content/consistency.html
    Azure AI Search | Azure Cognitive Search, Azure Search | database | search | eventual | - | azure |
      full-text-search, vector-search, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/search/search-what-is-azure-search
    Vertex AI Search | Vertex AI Agent Builder | database | search | eventual | - | gcp |
      full-text-search, low-operations | yes |
      https://cloud.google.com/generative-ai-app-builder/docs/introduction
    Vertex AI Vector Search | Vector Search | database | vector | eventual | - | gcp |
      vector-search, low-operations | yes | https://cloud.google.com/vertex-ai/docs/vector-search/overview
    Amazon Kendra | Kendra | database | search | eventual | - | aws | full-text-search, low-operations | yes |
      https://docs.aws.amazon.com/kendra/latest/dg/what-is-kendra.html
    Pinecone | - | database | vector | eventual | - | aws, gcp, azure | vector-search, low-operations | yes |
      https://docs.pinecone.io/guides/index-data/check-data-freshness
    Weaviate | - | database | vector | eventual..strong | AP | any | vector-search, horizontal-scaling | both |
      https://docs.weaviate.io/weaviate/concepts/replication-architecture/consistency
    // Its default level is bounded staleness.
    Milvus | Zilliz, Zilliz Cloud | database | vector | eventual..strong | tunable | any |
      vector-search, horizontal-scaling | both | https://milvus.io/docs/consistency.md
    Qdrant | - | database | vector | eventual..strong | tunable | any | vector-search, horizontal-scaling | both |
      https://qdrant.tech/documentation/guides/distributed_deployment/
    Chroma | ChromaDB | database | vector | - | - | any | vector-search, embedded, rapid-development | both |
      https://docs.trychroma.com/
    ClickHouse | ClickHouse Cloud | database, monitor | warehouse | eventual..linearizable | - | any |
      analytics, time-series, logs, high-write-throughput, horizontal-scaling | both |
      https://clickhouse.com/docs/engines/table-engines/mergetree-family/replication
    Snowflake | - | database | warehouse | strong | - | aws, gcp, azure |
      analytics, relational, data-lake, low-operations | yes |
      https://docs.snowflake.com/en/sql-reference/transactions
    BigQuery | - | database | warehouse | strong | - | gcp |
      analytics, relational, data-lake, low-operations, scale-to-zero | yes |
      https://cloud.google.com/bigquery/docs/transactions
    Amazon Redshift | Redshift, Redshift Serverless | database | warehouse | strong..serializable | - | aws |
      analytics, relational, low-operations | yes |
      https://docs.aws.amazon.com/redshift/latest/dg/c_serial_isolation.html
    Databricks | Databricks SQL | database, job, pipeline | lake | strong..serializable | - |
      aws, gcp, azure |
      data-lake, analytics, batch-processing, stream-processing, data-science, low-operations | yes |
      https://docs.databricks.com/en/optimizations/isolation-level.html
    Delta Lake | - | database | lake | strong..serializable | - | any | data-lake, analytics, transactions | no |
      https://docs.delta.io/latest/concurrency-control.html
    Iceberg | Iceberg Tables | database | lake | serializable | - | any | data-lake, analytics, transactions | no |
      https://iceberg.apache.org/docs/latest/reliability/
    Hudi | - | database | lake | strong | - | any | data-lake, analytics, change-feed | no |
      https://hudi.apache.org/docs/concurrency_control
    Hive | - | database | warehouse | strong | - | any | analytics, data-lake, batch-processing | no |
      https://hive.apache.org/docs/latest/user/hive-transactions/
    Synapse Analytics | Azure Synapse, Synapse, Azure Synapse Analytics | database | warehouse | strong | - | azure |
      analytics, relational, data-lake, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/synapse-analytics/overview-what-is
    Microsoft Fabric | OneLake | database | lake | strong | - | azure |
      data-lake, analytics, dashboards, low-operations | yes |
      https://learn.microsoft.com/en-us/fabric/fundamentals/microsoft-fabric-overview
    Azure Data Explorer | Kusto | database | time-series | strong | - | azure |
      time-series, analytics, logs, high-write-throughput, low-operations | yes |
      https://learn.microsoft.com/en-us/kusto/concepts/query-consistency
    Druid | - | database | time-series | eventual | - | any |
      time-series, analytics, high-write-throughput, horizontal-scaling | both |
      https://druid.apache.org/docs/latest/design/
    Pinot | StarTree | database | warehouse | eventual | - | any |
      analytics, time-series, high-write-throughput, horizontal-scaling | both | https://docs.pinot.apache.org/
    DuckDB | - | database | sql | strong | CA | any | analytics, relational, data-lake, embedded | no |
      https://duckdb.org/docs/stable/connect/concurrency
    Trino | Starburst, PrestoSQL | database, service | lake | - | - | any | data-lake, analytics, relational |
      both | https://trino.io/docs/current/overview/concepts.html
    Presto | PrestoDB | database, service | lake | - | - | any | data-lake, analytics, relational | both |
      https://prestodb.io/docs/current/
    Amazon Athena | Athena | database, service | lake | - | - | aws |
      data-lake, analytics, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/athena/latest/ug/what-is.html
    Lake Formation | - | database | lake | - | - | aws | data-lake, access-policies, low-operations | yes |
      https://docs.aws.amazon.com/lake-formation/latest/dg/what-is-lake-formation.html
    """#

  /// Object, file and block storage.
  static let files = #"""
    Amazon S3 | S3, Simple Storage Service, S3 Standard, S3 Express One Zone | storage, database | - | strong | - |
      aws | large-objects, data-lake, static-content, strong-consistency, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/AmazonS3/latest/userguide/Welcome.html
    S3 Glacier | Glacier, S3 Glacier Deep Archive | storage | - | strong | - | aws |
      archive, large-objects, low-operations | yes |
      https://docs.aws.amazon.com/AmazonS3/latest/userguide/glacier-storage-classes.html
    Cloud Storage | GCS, Google Cloud Storage | storage, database | - | strong | - | gcp |
      large-objects, data-lake, static-content, archive, strong-consistency, low-operations, scale-to-zero | yes |
      https://cloud.google.com/storage/docs/consistency
    Azure Blob Storage | Blob Storage, Azure Blob, Azure Storage | storage, database | - | strong | - | azure |
      large-objects, static-content, archive, strong-consistency, low-operations, scale-to-zero | yes |
      https://learn.microsoft.com/en-us/azure/storage/blobs/concurrency-manage
    Azure Data Lake Storage | ADLS, ADLS Gen2, Data Lake Storage | storage, database | lake | strong | - | azure |
      data-lake, large-objects, analytics, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/storage/blobs/data-lake-storage-introduction
    Azure Table Storage | Table Storage, Azure Tables | database | key-value | strong | - | azure |
      key-value, low-operations, scale-to-zero | yes |
      https://learn.microsoft.com/en-us/azure/storage/tables/table-storage-overview
    Cloudflare R2 | R2 | storage | - | strong | - | cloudflare |
      large-objects, static-content, low-operations, scale-to-zero | yes |
      https://developers.cloudflare.com/r2/reference/consistency/
    MinIO | - | storage | - | strong | - | any | large-objects, data-lake | both | https://min.io/docs/
    Ceph | Ceph RGW | storage | - | strong | CP | any |
      large-objects, block-storage, shared-files, horizontal-scaling | no |
      https://docs.ceph.com/en/latest/architecture/
    HDFS | Hadoop, Hadoop HDFS | storage, database | lake | strong | - | any |
      data-lake, large-objects, batch-processing | both |
      https://hadoop.apache.org/docs/stable/hadoop-project-dist/hadoop-hdfs/HdfsDesign.html
    Amazon EFS | EFS, Elastic File System | storage | - | strong | - | aws | shared-files, low-operations | yes |
      https://docs.aws.amazon.com/efs/latest/ug/features.html
    Amazon EBS | EBS, Elastic Block Store | storage | - | strong | - | aws | block-storage, low-operations | yes |
      https://docs.aws.amazon.com/ebs/latest/userguide/what-is-ebs.html
    Amazon FSx | FSx, FSx for Lustre, FSx for NetApp ONTAP | storage | - | strong | - | aws |
      shared-files, low-operations | yes | https://docs.aws.amazon.com/fsx/
    Filestore | Cloud Filestore | storage | - | strong | - | gcp | shared-files, low-operations | yes |
      https://cloud.google.com/filestore/docs/overview
    Persistent Disk | Google Persistent Disk, Hyperdisk | storage | - | strong | - | gcp |
      block-storage, low-operations | yes | https://cloud.google.com/compute/docs/disks
    Azure Files | - | storage | - | strong | - | azure | shared-files, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/storage/files/storage-files-introduction
    Azure Managed Disks | Managed Disks, Azure Disk | storage | - | strong | - | azure |
      block-storage, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/virtual-machines/managed-disks-overview
    NFS | - | storage | - | - | - | any | shared-files | both | https://www.rfc-editor.org/rfc/rfc8881
    """#
}
