extension TechnologyTable {
  /// Queues, logs, topics and brokers. Brokers state no consistency of reads; a CAP side stands where their
  /// documentation says what a partition does.
  static let messaging = #"""
    Kafka | - | stream, topic, queue | - | - | tunable | any |
      event-log, replay, pub-sub, ordering, high-throughput, high-write-throughput, exactly-once, change-feed,
      horizontal-scaling, work-queue | both | https://kafka.apache.org/documentation/#semantics
    Confluent Cloud | Confluent, Confluent Platform, Confluent Kafka | stream, topic, queue | - | - | tunable | any |
      event-log, replay, pub-sub, ordering, high-throughput, high-write-throughput, exactly-once, change-feed,
      work-queue, low-operations | both | https://docs.confluent.io/cloud/current/overview.html
    Amazon MSK | MSK, Managed Streaming for Apache Kafka, MSK Serverless | stream, topic, queue | - | - | tunable |
      aws | event-log, replay, pub-sub, ordering, high-throughput, high-write-throughput, exactly-once,
      low-operations | yes | https://docs.aws.amazon.com/msk/latest/developerguide/what-is-msk.html
    Redpanda | - | stream, topic, queue | - | - | CP | any |
      event-log, replay, pub-sub, ordering, high-throughput, high-write-throughput, low-latency-messaging,
      exactly-once | both | https://docs.redpanda.com/current/get-started/architecture/
    Pulsar | StreamNative | stream, topic, queue | - | - | CP | any |
      event-log, replay, pub-sub, work-queue, ordering, high-throughput, high-write-throughput, delayed-delivery,
      global-distribution | both | https://pulsar.apache.org/docs/next/concepts-messaging/
    Kinesis | Kinesis Data Streams, Amazon Kinesis Data Streams | stream | - | - | - | aws |
      event-log, replay, pub-sub, ordering, high-throughput, high-write-throughput, low-operations | yes |
      https://docs.aws.amazon.com/streams/latest/dev/key-concepts.html
    Data Firehose | Kinesis Data Firehose, Kinesis Firehose, Firehose | stream, worker | - | - | - | aws |
      high-throughput, data-lake, low-operations | yes |
      https://docs.aws.amazon.com/firehose/latest/dev/what-is-this-service.html
    Event Hubs | Azure Event Hubs | stream, topic | - | - | - | azure |
      event-log, replay, pub-sub, ordering, high-throughput, high-write-throughput, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/event-hubs/event-hubs-about
    RocketMQ | - | queue, topic, stream | - | - | - | any |
      work-queue, pub-sub, ordering, delayed-delivery, high-throughput | both | https://rocketmq.apache.org/docs/
    // cluster_partition_handling and the type of the queue decide; quorum queues stop on the smaller side.
    RabbitMQ | Rabbit, CloudAMQP | queue, topic, stream | - | - | tunable | any |
      general-purpose, work-queue, pub-sub, routing, request-reply, ordering, low-latency-messaging,
      delayed-delivery | both | https://www.rabbitmq.com/docs/partitions
    ActiveMQ | ActiveMQ Classic | queue, topic | - | - | - | any |
      work-queue, pub-sub, routing, request-reply, delayed-delivery | both |
      https://activemq.apache.org/components/classic/documentation/
    ActiveMQ Artemis | Artemis, AMQ Broker | queue, topic | - | - | - | any |
      work-queue, pub-sub, routing, request-reply, delayed-delivery, low-latency-messaging | both |
      https://activemq.apache.org/components/artemis/documentation/
    Amazon MQ | Amazon MQ for RabbitMQ, Amazon MQ for ActiveMQ | queue, topic | - | - | - | aws |
      work-queue, pub-sub, routing, request-reply, low-operations | yes |
      https://docs.aws.amazon.com/amazon-mq/latest/developer-guide/welcome.html
    IBM MQ | WebSphere MQ, MQSeries | queue, topic | - | - | - | any |
      work-queue, pub-sub, request-reply, ordering, transactions | both | https://www.ibm.com/docs/en/ibm-mq
    Solace | Solace PubSub+ | queue, topic | - | - | - | any |
      work-queue, pub-sub, routing, request-reply, low-latency-messaging, high-throughput | both |
      https://docs.solace.com/
    NATS | NATS Core | topic, queue | - | - | - | any |
      lightweight, pub-sub, work-queue, request-reply, low-latency-messaging, high-throughput | both |
      https://docs.nats.io/nats-concepts/core-nats
    NATS JetStream | JetStream | stream, queue, topic | - | - | CP | any |
      lightweight, event-log, replay, pub-sub, work-queue, ordering, exactly-once, low-latency-messaging | both |
      https://docs.nats.io/nats-concepts/jetstream
    ZeroMQ | ZMQ, 0MQ | queue, topic | - | - | - | any | lightweight, low-latency-messaging, pub-sub, embedded | no |
      https://zguide.zeromq.org/
    Amazon SQS | SQS, Simple Queue Service, SQS Standard | queue | - | - | - | aws |
      work-queue, high-throughput, delayed-delivery, horizontal-scaling, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/standard-queues.html
    Amazon SQS FIFO | SQS FIFO | queue | - | - | - | aws |
      work-queue, ordering, exactly-once, delayed-delivery, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/AWSSimpleQueueService/latest/SQSDeveloperGuide/sqs-fifo-queues.html
    Amazon SNS | SNS, Simple Notification Service | topic | - | - | - | aws |
      pub-sub, routing, notifications, high-throughput, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/sns/latest/dg/welcome.html
    Amazon SNS FIFO | SNS FIFO | topic | - | - | - | aws | pub-sub, ordering, exactly-once, routing, low-operations,
      scale-to-zero | yes | https://docs.aws.amazon.com/sns/latest/dg/sns-fifo-topics.html
    EventBridge | CloudWatch Events, EventBridge Event Bus | topic | - | - | - | aws |
      pub-sub, routing, replay, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-what-is.html
    Google Pub/Sub | Pub/Sub, Cloud Pub/Sub, GCP Pub/Sub | topic, queue, stream | - | - | - | gcp |
      pub-sub, work-queue, ordering, replay, exactly-once, high-throughput, global-distribution, low-operations,
      scale-to-zero | yes | https://cloud.google.com/pubsub/docs/overview
    Cloud Tasks | - | queue | - | - | - | gcp |
      work-queue, delayed-delivery, rate-limiting, low-operations, scale-to-zero | yes |
      https://cloud.google.com/tasks/docs/dual-overview
    Cloudflare Queues | - | queue | - | - | - | cloudflare |
      work-queue, delayed-delivery, low-operations, scale-to-zero | yes | https://developers.cloudflare.com/queues/
    Eventarc | - | topic | - | - | - | gcp | pub-sub, routing, low-operations, scale-to-zero | yes |
      https://cloud.google.com/eventarc/docs/overview
    Azure Service Bus | Service Bus | queue, topic | - | - | - | azure |
      work-queue, pub-sub, ordering, exactly-once, routing, delayed-delivery, transactions, request-reply,
      low-operations | yes |
      https://learn.microsoft.com/en-us/azure/service-bus-messaging/service-bus-messaging-overview
    Azure Event Grid | Event Grid | topic | - | - | - | azure |
      pub-sub, routing, device-messaging, low-operations, scale-to-zero | yes |
      https://learn.microsoft.com/en-us/azure/event-grid/overview
    Azure Queue Storage | Queue Storage, Azure Storage Queue, Storage Queue | queue | - | - | - | azure |
      work-queue, delayed-delivery, low-operations, scale-to-zero | yes |
      https://learn.microsoft.com/en-us/azure/storage/queues/storage-queues-introduction
    Redis Streams | Valkey Streams | stream, queue | - | - | - | any |
      event-log, replay, work-queue, low-latency-messaging, lightweight | both |
      https://redis.io/docs/latest/develop/data-types/streams/
    Redis Pub/Sub | - | topic | - | - | - | any | pub-sub, low-latency-messaging, lightweight | both |
      https://redis.io/docs/latest/develop/pubsub/
    Mosquitto | - | topic | - | - | - | any | device-messaging, pub-sub, lightweight | no |
      https://mosquitto.org/documentation/
    EMQX | - | topic | - | - | - | any | device-messaging, pub-sub, routing, high-throughput | both |
      https://docs.emqx.com/
    HiveMQ | - | topic | - | - | - | any | device-messaging, pub-sub, high-throughput | both | https://docs.hivemq.com/
    AWS IoT Core | IoT Core | topic, gateway | - | - | - | aws |
      device-messaging, pub-sub, routing, authentication, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/iot/latest/developerguide/what-is-aws-iot.html
    Azure IoT Hub | IoT Hub | topic, gateway | - | - | - | azure |
      device-messaging, routing, authentication, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/iot-hub/iot-concepts-and-iot-hub
    Beanstalkd | - | queue | - | - | - | any | work-queue, delayed-delivery, lightweight | no |
      https://beanstalkd.github.io/
    BullMQ | Bull | queue, worker | - | - | - | any | work-queue, delayed-delivery, scheduling, rate-limiting | no |
      https://docs.bullmq.io/
    """#

  /// What works on messages, streams and schedules.
  static let processing = #"""
    Kafka Streams | - | worker, service | - | - | - | any |
      stream-processing, exactly-once, embedded | no | https://kafka.apache.org/documentation/streams/
    ksqlDB | KSQL | worker, service | - | - | - | any | stream-processing, exactly-once | both |
      https://docs.confluent.io/platform/current/ksqldb/overview.html
    Kafka Connect | - | worker, pipeline | - | - | - | any | change-feed, high-throughput | both |
      https://kafka.apache.org/documentation/#connect
    Debezium | - | worker | - | - | - | any | change-feed | no |
      https://debezium.io/documentation/reference/stable/
    AWS DMS | DMS, Database Migration Service | worker, job | - | - | - | aws | change-feed, low-operations | yes |
      https://docs.aws.amazon.com/dms/latest/userguide/Welcome.html
    Flink | PyFlink | worker, job, service | - | - | - | any |
      stream-processing, exactly-once, batch-processing, high-throughput | both |
      https://nightlies.apache.org/flink/flink-docs-stable/
    Managed Service for Apache Flink | Amazon Managed Flink, Kinesis Data Analytics | worker, job, service | - | - | - |
      aws | stream-processing, exactly-once, high-throughput, low-operations | yes |
      https://docs.aws.amazon.com/managed-flink/latest/java/what-is.html
    Spark | Spark Streaming, PySpark | job, worker | - | - | - | any |
      batch-processing, stream-processing, analytics, data-science | both | https://spark.apache.org/docs/latest/
    Beam | - | job, worker | - | - | - | any | batch-processing, stream-processing | no |
      https://beam.apache.org/documentation/
    Dataflow | Cloud Dataflow | job, worker | - | - | - | gcp |
      stream-processing, batch-processing, exactly-once, low-operations | yes |
      https://cloud.google.com/dataflow/docs/overview
    Dataproc | Cloud Dataproc | job, cluster | - | - | - | gcp | batch-processing, low-operations | yes |
      https://cloud.google.com/dataproc/docs/concepts/overview
    Amazon EMR | EMR, EMR Serverless | job, cluster | - | - | - | aws | batch-processing, data-science | yes |
      https://docs.aws.amazon.com/emr/latest/ManagementGuide/emr-what-is-emr.html
    AWS Glue | Glue | job, pipeline | - | - | - | aws | batch-processing, data-lake, low-operations, scale-to-zero |
      yes | https://docs.aws.amazon.com/glue/latest/dg/what-is-glue.html
    Stream Analytics | Azure Stream Analytics | job, worker | - | - | - | azure |
      stream-processing, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/stream-analytics/stream-analytics-introduction
    Azure Data Factory | Data Factory, ADF | job, pipeline | - | - | - | azure |
      batch-processing, scheduling, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/data-factory/introduction
    dbt | dbt Cloud, dbt Core | job, pipeline | - | - | - | any | batch-processing, analytics | both |
      https://docs.getdbt.com/docs/introduction
    Airflow | Astronomer | job, pipeline, service | - | - | - | any |
      scheduling, batch-processing, workflows | both | https://airflow.apache.org/docs/
    Amazon MWAA | MWAA, Managed Workflows for Apache Airflow | job, pipeline, service | - | - | - | aws |
      scheduling, batch-processing, workflows, low-operations | yes |
      https://docs.aws.amazon.com/mwaa/latest/userguide/what-is-mwaa.html
    Cloud Composer | - | job, pipeline, service | - | - | - | gcp |
      scheduling, batch-processing, workflows, low-operations | yes |
      https://cloud.google.com/composer/docs/composer-3/composer-overview
    Dagster | - | job, pipeline | - | - | - | any | scheduling, batch-processing | both | https://docs.dagster.io/
    Temporal | Temporal Cloud, Temporalio | service, worker | - | - | - | any |
      workflows, long-running, scheduling | both | https://docs.temporal.io/
    Camunda | Zeebe | service, worker | - | - | - | any | workflows, long-running | both | https://docs.camunda.io/
    Step Functions | - | service, function, job | - | - | - | aws |
      workflows, long-running, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/step-functions/latest/dg/welcome.html
    Google Workflows | Cloud Workflows | service, function, job | - | - | - | gcp |
      workflows, low-operations, scale-to-zero | yes | https://cloud.google.com/workflows/docs/overview
    Azure Logic Apps | Logic Apps | service, function, job | - | - | - | azure |
      workflows, low-operations, scale-to-zero | yes |
      https://learn.microsoft.com/en-us/azure/logic-apps/logic-apps-overview
    Durable Functions | Azure Durable Functions | function, worker | - | - | - | azure |
      workflows, long-running, low-operations, scale-to-zero | yes |
      https://learn.microsoft.com/en-us/azure/azure-functions/durable/durable-functions-overview
    Celery | - | worker, job, queue | - | - | - | any | work-queue, scheduling | no | https://docs.celeryq.dev/en/stable/
    Sidekiq | - | worker, job, queue | - | - | - | any | work-queue, scheduling | no | https://github.com/sidekiq/sidekiq/wiki
    Hangfire | - | worker, job, queue | - | - | - | any | work-queue, scheduling | no | https://docs.hangfire.io/
    Quartz | Quartz Scheduler, Quartz.NET | job | - | - | - | any | scheduling | no |
      https://www.quartz-scheduler.org/documentation/
    Cron | crontab | job | - | - | - | any | scheduling, lightweight | no |
      https://man7.org/linux/man-pages/man5/crontab.5.html
    Kubernetes CronJob | CronJob, K8s CronJob | job | - | - | - | any | scheduling, batch-processing | both |
      https://kubernetes.io/docs/concepts/workloads/controllers/cron-jobs/
    AWS Batch | - | job, worker | - | - | - | aws | batch-processing, long-running, low-operations, scale-to-zero |
      yes | https://docs.aws.amazon.com/batch/latest/userguide/what-is-batch.html
    Azure Batch | - | job, worker | - | - | - | azure | batch-processing, long-running, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/batch/batch-technical-overview
    EventBridge Scheduler | - | job | - | - | - | aws | scheduling, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/scheduler/latest/UserGuide/what-is-scheduler.html
    Cloud Scheduler | - | job | - | - | - | gcp | scheduling, low-operations, scale-to-zero | yes |
      https://cloud.google.com/scheduler/docs/overview
    """#
}
