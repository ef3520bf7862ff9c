extension StandardLibrary {
  /// Service level agreements of Amazon Web Services, and what its documentation states.
  static let aws = #"""
    // What Amazon Web Services promises in its service level agreements, each for the configuration that it names, and
    // latencies and limits that its documentation states. An agreement is a price, not a measurement: put your own
    // availability where you have it. List prices are those of us-east-1.
    defaults {
      // Compute
      tech "Amazon EC2" {
        availability: 99.5% sla "one instance: https://aws.amazon.com/compute/sla/, 2022-05-05"
      }
      tech "AWS Lambda" {
        availability: 99.95% total sla "https://aws.amazon.com/lambda/sla/, 2022"
        max-duration: 15min assumed "https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html, 2025"
      }
      tech "Step Functions" {
        availability: 99.9% total sla "https://aws.amazon.com/step-functions/sla/, 2022"
      }
      // Edge
      tech "Route 53" {
        availability: 100% total sla "https://aws.amazon.com/route53/sla/, 2022"
      }
      tech "CloudFront" {
        availability: 99.9% total sla "https://aws.amazon.com/cloudfront/sla/, 2022"
      }
      tech "AWS WAF" {
        availability: 99.95% total sla "https://aws.amazon.com/waf/sla/, 2022"
      }
      tech "AWS ALB" {
        availability: 99.99% total sla "https://aws.amazon.com/elasticloadbalancing/sla/, 2022"
        timeout: 60s assumed "idle timeout, https://docs.aws.amazon.com/elasticloadbalancing/latest/application/, 2024"
      }
      tech "AWS NLB" {
        availability: 99.99% total sla "https://aws.amazon.com/elasticloadbalancing/sla/, 2022"
      }
      tech "Amazon API Gateway" {
        availability: 99.95% total sla "https://aws.amazon.com/api-gateway/sla/, 2022"
        timeout: 29s assumed "https://docs.aws.amazon.com/apigateway/latest/developerguide/limits.html, 2024"
      }
      tech "AWS AppSync" {
        availability: 99.95% total sla "https://aws.amazon.com/appsync/sla/, 2022"
      }
      // Data
      tech "Amazon S3" {
        availability: 99.9% total sla "https://aws.amazon.com/s3/sla/, 2023-11-28"
        p50: 100ms assumed "first byte: user guide, performance, https://docs.aws.amazon.com/s3/, 2024"
        p99: 200ms assumed "first byte: user guide, performance, https://docs.aws.amazon.com/s3/, 2024"
        cost: $0.023/GB/month assumed "first 50 TB of S3 Standard, https://aws.amazon.com/s3/pricing/, 2025"
      }
      tech "DynamoDB" {
        availability: 99.99% total sla "one region: https://aws.amazon.com/dynamodb/sla/, 2022"
        p50: 5ms assumed "single-digit milliseconds, https://docs.aws.amazon.com/dynamodb/, 2024"
        p99: 20ms assumed "twice the single-digit figure: rule of thumb of this file, 2026-11"
      }
      tech "DynamoDB Accelerator" {
        availability: 99.99% total sla "Multi-AZ: https://aws.amazon.com/dynamodbaccelerator/sla/, 2024-05-20"
      }
      tech "Amazon RDS" {
        availability: 99.95% total sla "Multi-AZ: https://aws.amazon.com/rds/sla/, 2024-01-22"
        failover: automatic 120s assumed "60 s to 120 s: user guide, Multi-AZ, https://docs.aws.amazon.com/rds/, 2024"
      }
      tech "Amazon Aurora" {
        availability: 99.99% total sla "Multi-AZ: https://aws.amazon.com/rds/aurora/sla/, 2022-05-19"
        failover: automatic 60s assumed "typically less: user guide, https://docs.aws.amazon.com/rds/, 2024"
        lag: 100ms assumed "usually much less: user guide, replication, https://docs.aws.amazon.com/rds/, 2024"
      }
      tech "Aurora DSQL" {
        availability: 99.99% total sla "one region: https://aws.amazon.com/rds/aurora/dsql/sla/, 2025-05-27"
      }
      tech "ElastiCache" {
        availability: 99.99% total sla "Multi-AZ: https://aws.amazon.com/elasticache/sla/, 2023-01"
      }
      tech "MemoryDB" {
        availability: 99.99% total sla "Multi-AZ: https://aws.amazon.com/memorydb/sla/, 2024-12-01"
      }
      tech "Amazon Neptune" {
        availability: 99.9% total sla "Multi-AZ: https://aws.amazon.com/neptune/sla/, 2024-01-10"
      }
      tech "Amazon OpenSearch Service" {
        availability: 99.9% total sla "https://aws.amazon.com/opensearch-service/sla/, 2022"
      }
      tech "Amazon Redshift" {
        availability: 99.9% total sla "https://aws.amazon.com/redshift/sla/, 2022"
      }
      tech "Amazon Keyspaces" {
        availability: 99.99% total sla "https://aws.amazon.com/keyspaces/sla/, 2022"
      }
      // Messaging
      tech "Amazon SQS" {
        availability: 99.9% total sla "https://aws.amazon.com/messaging/sla/, 2022"
        p50: 20ms assumed "tens of milliseconds, https://aws.amazon.com/sqs/faqs/, 2024"
        p99: 200ms assumed "low hundreds of milliseconds, https://aws.amazon.com/sqs/faqs/, 2024"
        retention: 4d assumed "message quotas, https://docs.aws.amazon.com/sqs/, 2025"
        visibility: 30s assumed "queue attributes, https://docs.aws.amazon.com/sqs/, 2025"
        max-message: 1MiB assumed "message quotas, https://docs.aws.amazon.com/sqs/, 2025-08"
        cost: $0.40/1M assumed "standard queue after the first million, https://aws.amazon.com/sqs/pricing/, 2025"
      }
      tech "Amazon SNS" {
        availability: 99.9% total sla "https://aws.amazon.com/messaging/sla/, 2022"
        max-message: 256KiB assumed "https://docs.aws.amazon.com/general/latest/gr/sns.html, 2025"
        cost: $0.50/1M assumed "standard topic, https://aws.amazon.com/sns/pricing/, 2025"
      }
      tech "EventBridge" {
        availability: 99.99% total sla "https://aws.amazon.com/eventbridge/sla/, 2022"
        cost: $1/1M assumed "custom events, https://aws.amazon.com/eventbridge/pricing/, 2025"
      }
      tech "Kinesis" {
        availability: 99.9% total sla "https://aws.amazon.com/kinesis/data-streams/sla/, 2022"
        p50: 200ms assumed "shared consumers, developer guide, https://docs.aws.amazon.com/kinesis/, 2024"
        p99: 1s assumed "five reads a second for all consumers of a shard, https://docs.aws.amazon.com/kinesis/, 2024"
        retention: 24h assumed "https://docs.aws.amazon.com/streams/latest/dev/kinesis-extended-retention.html, 2024"
      }
      tech "Data Firehose" {
        availability: 99.9% total sla "https://aws.amazon.com/firehose/sla/, 2022"
      }
      tech "Amazon MSK" {
        availability: 99.9% total sla "Multi-AZ: https://aws.amazon.com/msk/sla/, 2022"
      }
      tech "Amazon MQ" {
        availability: 99.9% total sla "active and standby: https://aws.amazon.com/amazon-mq/sla/, 2022"
      }
      // Platform
      tech "Amazon Cognito" {
        availability: 99.9% total sla "https://aws.amazon.com/cognito/sla/, 2022"
      }
      tech "AWS Secrets Manager" {
        availability: 99.9% total sla "https://aws.amazon.com/secrets-manager/sla/, 2022"
      }
      tech "CloudWatch" {
        availability: 99.9% total sla "https://aws.amazon.com/cloudwatch/sla/, 2022"
      }
      tech "Amazon ECR" {
        availability: 99.9% total sla "https://aws.amazon.com/ecr/sla/, 2022"
      }
    }
    """#
}
