extension TechnologyTable {
  /// Service discovery, identity, secrets, observation and meshes.
  static let platform = #"""
    Consul | - | registry, mesh, dns | - | strong..linearizable | CP | any |
      service-discovery, configuration, coordination, mutual-tls, name-resolution | both |
      https://developer.hashicorp.com/consul/api-docs/features/consistency
    Eureka | Spring Cloud Netflix Eureka | registry | - | eventual | AP | any | service-discovery | no |
      https://github.com/Netflix/eureka/wiki
    Nacos | - | registry | - | eventual..strong | tunable | any | service-discovery, configuration | both |
      https://nacos.io/en/docs/latest/overview/
    AWS Cloud Map | Cloud Map | registry | - | eventual | - | aws | service-discovery, low-operations | yes |
      https://docs.aws.amazon.com/cloud-map/latest/dg/what-is-cloud-map.html
    Service Directory | - | registry | - | - | - | gcp | service-discovery, low-operations | yes |
      https://cloud.google.com/service-directory/docs/overview
    Azure App Configuration | App Configuration | registry, service | - | - | - | azure |
      configuration, feature-flags, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/azure-app-configuration/overview
    LaunchDarkly | - | service, external | - | - | - | any | feature-flags, low-operations | yes |
      https://launchdarkly.com/docs/home
    Unleash | - | service | - | - | - | any | feature-flags | both | https://docs.getunleash.io/
    Flagsmith | - | service | - | - | - | any | feature-flags | both | https://docs.flagsmith.com/
    Keycloak | Red Hat SSO | identity | - | - | - | any |
      single-sign-on, customer-accounts, authentication, access-policies | no |
      https://www.keycloak.org/documentation
    Auth0 | - | identity | - | - | - | any | single-sign-on, customer-accounts, authentication, low-operations | yes |
      https://auth0.com/docs
    Okta | - | identity | - | - | - | any | single-sign-on, authentication, low-operations | yes |
      https://developer.okta.com/docs/
    Amazon Cognito | Cognito | identity | - | - | - | aws |
      customer-accounts, single-sign-on, authentication, low-operations | yes |
      https://docs.aws.amazon.com/cognito/latest/developerguide/what-is-amazon-cognito.html
    AWS IAM | IAM, IAM Identity Center, AWS SSO | identity | - | eventual | - | aws |
      access-policies, workload-identity, single-sign-on, low-operations | yes |
      https://docs.aws.amazon.com/IAM/latest/UserGuide/introduction.html
    Microsoft Entra ID | Entra ID, Entra, Azure AD, Azure Active Directory, AAD, Azure AD B2C, Entra External ID |
      identity | - | eventual | - | any |
      single-sign-on, customer-accounts, authentication, workload-identity, low-operations | yes |
      https://learn.microsoft.com/en-us/entra/fundamentals/what-is-entra
    Active Directory | AD, AD DS | identity | - | eventual | AP | any | single-sign-on, authentication | no |
      https://learn.microsoft.com/en-us/windows-server/identity/ad-ds/active-directory-domain-services
    Firebase Authentication | Firebase Auth | identity | - | - | - | gcp |
      customer-accounts, authentication, low-operations | yes | https://firebase.google.com/docs/auth
    Identity Platform | Google Identity Platform, Google Cloud Identity, Cloud Identity | identity | - | - | - | gcp |
      customer-accounts, single-sign-on, authentication, low-operations | yes |
      https://cloud.google.com/identity-platform/docs/concepts
    Ory | Ory Kratos, Ory Hydra, Kratos, Hydra | identity | - | - | - | any |
      customer-accounts, single-sign-on, authentication, access-policies | both | https://www.ory.sh/docs/
    Zitadel | - | identity | - | - | - | any | customer-accounts, single-sign-on, authentication | both |
      https://zitadel.com/docs
    FusionAuth | - | identity | - | - | - | any |
      customer-accounts, single-sign-on, authentication | both | https://fusionauth.io/docs/
    authentik | - | identity | - | - | - | any | single-sign-on, customer-accounts, authentication | no |
      https://docs.goauthentik.io/
    Clerk | - | identity | - | - | - | any | customer-accounts, authentication, low-operations | yes |
      https://clerk.com/docs
    OpenLDAP | LDAP | identity | - | eventual | - | any | authentication | no |
      https://www.openldap.org/doc/admin26/
    SPIRE | SPIFFE | identity | - | - | - | any | workload-identity, mutual-tls | no | https://spiffe.io/docs/latest/
    Open Policy Agent | OPA | service, module | - | - | - | any | access-policies | both |
      https://www.openpolicyagent.org/docs
    OpenFGA | - | service | - | - | - | any | access-policies | both | https://openfga.dev/docs
    SpiceDB | AuthZed | service | - | - | - | any | access-policies | both | https://authzed.com/docs
    Vault | HCP Vault | secrets | - | strong | CP | any |
      secret-storage, encryption-keys, workload-identity | both | https://developer.hashicorp.com/vault/docs
    OpenBao | - | secrets | - | strong | CP | any | secret-storage, encryption-keys, workload-identity | no |
      https://openbao.org/docs/
    AWS Secrets Manager | Secrets Manager | secrets | - | eventual | - | aws | secret-storage, low-operations | yes |
      https://docs.aws.amazon.com/secretsmanager/latest/userguide/intro.html
    SSM Parameter Store | Parameter Store, Systems Manager Parameter Store | secrets, registry | - | - | - | aws |
      secret-storage, configuration, low-operations | yes |
      https://docs.aws.amazon.com/systems-manager/latest/userguide/systems-manager-parameter-store.html
    AWS KMS | KMS, Key Management Service | secrets | - | eventual | - | aws |
      encryption-keys, low-operations | yes | https://docs.aws.amazon.com/kms/latest/developerguide/overview.html
    Secret Manager | Google Secret Manager, GCP Secret Manager | secrets | - | strong | - | gcp |
      secret-storage, low-operations | yes | https://cloud.google.com/secret-manager/docs/overview
    Cloud KMS | Cloud Key Management Service | secrets | - | strong | - | gcp | encryption-keys, low-operations | yes |
      https://cloud.google.com/kms/docs/consistency
    Azure Key Vault | Key Vault | secrets | - | - | - | azure |
      secret-storage, encryption-keys, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/key-vault/general/overview
    Doppler | - | secrets | - | - | - | any | secret-storage, low-operations | yes |
      https://docs.doppler.com/
    Infisical | - | secrets | - | - | - | any | secret-storage | both | https://infisical.com/docs
    Sealed Secrets | - | secrets | - | - | - | any | secret-storage | no |
      https://github.com/bitnami-labs/sealed-secrets
    External Secrets Operator | External Secrets | secrets | - | - | - | any | secret-storage | no |
      https://external-secrets.io/latest/
    Kubernetes Secrets | K8s Secrets | secrets | - | linearizable | CP | any | secret-storage | both |
      https://kubernetes.io/docs/concepts/configuration/secret/
    SOPS | - | secrets | - | - | - | any | secret-storage | no | https://getsops.io/docs/
    Prometheus | kube-prometheus | monitor, database | time-series | eventual | AP | any |
      metrics, alerting, time-series | both | https://prometheus.io/docs/introduction/overview/
    Amazon Managed Service for Prometheus | AMP, Amazon Managed Prometheus | monitor, database | time-series |
      eventual | - | aws | metrics, alerting, time-series, low-operations | yes |
      https://docs.aws.amazon.com/prometheus/latest/userguide/what-is-Amazon-Managed-Service-Prometheus.html
    Thanos | - | monitor, database | time-series | eventual | - | any |
      metrics, time-series, horizontal-scaling | both | https://thanos.io/tip/thanos/quick-tutorial.md/
    Grafana Mimir | Mimir | monitor, database | time-series | eventual | - | any |
      metrics, time-series, horizontal-scaling | both | https://grafana.com/docs/mimir/latest/
    VictoriaMetrics | - | monitor, database | time-series | eventual | AP | any |
      metrics, time-series, high-write-throughput | both |
      https://docs.victoriametrics.com/victoriametrics/cluster-victoriametrics/
    Alertmanager | - | monitor | - | - | AP | any | alerting | no |
      https://prometheus.io/docs/alerting/latest/alertmanager/
    Grafana | Grafana Cloud | monitor | - | - | - | any | dashboards, alerting | both |
      https://grafana.com/docs/grafana/latest/
    Amazon Managed Grafana | - | monitor | - | - | - | aws | dashboards, alerting, low-operations | yes |
      https://docs.aws.amazon.com/grafana/latest/userguide/what-is-Amazon-Managed-Service-Grafana.html
    Grafana Loki | Loki | monitor, database | - | - | - | any | logs | both | https://grafana.com/docs/loki/latest/
    Grafana Tempo | Tempo | monitor, database | - | - | - | any | traces | both |
      https://grafana.com/docs/tempo/latest/
    Jaeger | - | monitor | - | - | - | any | traces | no | https://www.jaegertracing.io/docs/latest/
    Zipkin | - | monitor | - | - | - | any | traces | no | https://zipkin.io/
    OpenTelemetry | OpenTelemetry Collector, OTel, OTel Collector | monitor | - | - | - | any |
      traces, metrics, logs | no | https://opentelemetry.io/docs/
    Datadog | - | monitor | - | - | - | any |
      metrics, logs, traces, dashboards, alerting, error-tracking, low-operations | yes | https://docs.datadoghq.com/
    New Relic | - | monitor | - | - | - | any |
      metrics, logs, traces, dashboards, alerting, error-tracking, low-operations | yes | https://docs.newrelic.com/
    Dynatrace | - | monitor | - | - | - | any |
      metrics, logs, traces, dashboards, alerting, low-operations | both | https://docs.dynatrace.com/docs
    AppDynamics | - | monitor | - | - | - | any | metrics, traces, dashboards, alerting | both |
      https://docs.appdynamics.com/
    Honeycomb | - | monitor | - | - | - | any | traces, metrics, dashboards, alerting, low-operations | yes |
      https://docs.honeycomb.io/
    Splunk | Splunk Cloud, Splunk Enterprise | monitor | - | - | - | any | logs, metrics, dashboards, alerting | both |
      https://docs.splunk.com/Documentation
    Elastic Stack | ELK, ELK Stack, Kibana, Elastic APM, Elastic Observability | monitor | - | - | - | any |
      logs, metrics, traces, dashboards, alerting | both | https://www.elastic.co/docs/solutions/observability
    Fluent Bit | - | monitor, worker | - | - | - | any | logs | no |
      https://docs.fluentbit.io/manual
    Fluentd | - | monitor, worker | - | - | - | any | logs | no | https://docs.fluentd.org/
    Logstash | - | monitor, worker | - | - | - | any | logs | no |
      https://www.elastic.co/docs/reference/logstash
    Vector | - | monitor, worker | - | - | - | any | logs, metrics | no | https://vector.dev/docs/
    Graylog | - | monitor | - | - | - | any | logs, dashboards, alerting | both | https://go2docs.graylog.org/
    Sentry | - | monitor | - | - | - | any | error-tracking, traces, alerting | both |
      https://docs.sentry.io/
    Rollbar | - | monitor | - | - | - | any | error-tracking, alerting, low-operations | yes |
      https://docs.rollbar.com/
    PagerDuty | - | monitor, external | - | - | - | any | alerting, low-operations | yes |
      https://developer.pagerduty.com/docs/
    Opsgenie | - | monitor, external | - | - | - | any | alerting, low-operations | yes |
      https://support.atlassian.com/opsgenie/
    Zabbix | - | monitor | - | - | - | any | metrics, alerting, dashboards | no |
      https://www.zabbix.com/documentation/current/en
    Nagios | Nagios Core | monitor | - | - | - | any | alerting | no | https://www.nagios.org/documentation/
    Icinga | - | monitor | - | - | - | any | alerting, metrics | no | https://icinga.com/docs/
    CloudWatch | CloudWatch Logs, CloudWatch Metrics, CloudWatch Alarms | monitor | - | - | - | aws |
      metrics, logs, traces, dashboards, alerting, low-operations | yes |
      https://docs.aws.amazon.com/AmazonCloudWatch/latest/monitoring/WhatIsCloudWatch.html
    AWS X-Ray | X-Ray | monitor | - | - | - | aws | traces, low-operations | yes |
      https://docs.aws.amazon.com/xray/latest/devguide/aws-xray.html
    CloudTrail | - | monitor | - | - | - | aws | logs, audit-trail, low-operations | yes |
      https://docs.aws.amazon.com/awscloudtrail/latest/userguide/cloudtrail-user-guide.html
    Cloud Monitoring | Google Cloud Monitoring, Stackdriver, Google Cloud Observability, Cloud Operations | monitor |
      - | - | - | gcp | metrics, dashboards, alerting, low-operations | yes |
      https://cloud.google.com/monitoring/docs/monitoring-overview
    Cloud Logging | Google Cloud Logging | monitor | - | - | - | gcp | logs, audit-trail, low-operations | yes |
      https://cloud.google.com/logging/docs/overview
    Cloud Trace | Google Cloud Trace | monitor | - | - | - | gcp | traces, low-operations | yes |
      https://cloud.google.com/trace/docs/overview
    Azure Monitor | Application Insights, App Insights, Azure Application Insights, Log Analytics | monitor |
      - | - | - | azure | metrics, logs, traces, dashboards, alerting, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/azure-monitor/fundamentals/overview
    Istio | - | mesh | - | - | - | any |
      mutual-tls, traffic-splitting, load-balancing, traces, access-policies | both | https://istio.io/latest/docs/
    Cloud Service Mesh | Anthos Service Mesh, Traffic Director | mesh | - | - | - | gcp |
      mutual-tls, traffic-splitting, load-balancing, traces, low-operations | yes |
      https://cloud.google.com/service-mesh/docs/overview
    Linkerd | - | mesh | - | - | - | any | mutual-tls, traffic-splitting, load-balancing, lightweight | no |
      https://linkerd.io/docs/
    Consul Connect | Consul Service Mesh | mesh | - | - | - | any | mutual-tls, traffic-splitting, service-discovery |
      both | https://developer.hashicorp.com/consul/docs/connect
    Kuma | Kong Mesh | mesh | - | - | - | any | mutual-tls, traffic-splitting, load-balancing | both |
      https://kuma.io/docs/latest/
    Cilium | Cilium Service Mesh | mesh | - | - | - | any | mutual-tls, load-balancing, access-policies | both |
      https://docs.cilium.io/en/stable/
    AWS App Mesh | App Mesh | mesh | - | - | - | aws | mutual-tls, traffic-splitting, low-operations | yes |
      https://docs.aws.amazon.com/app-mesh/latest/userguide/what-is-app-mesh.html
    VPC Lattice | Amazon VPC Lattice | mesh | - | - | - | aws |
      service-discovery, access-policies, traffic-splitting, low-operations | yes |
      https://docs.aws.amazon.com/vpc-lattice/latest/ug/what-is-vpc-lattice.html
    """#
}
