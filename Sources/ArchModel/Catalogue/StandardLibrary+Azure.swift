extension StandardLibrary {
  /// Service level agreements of Microsoft Azure, and what its documentation states.
  static let azure = #"""
    // What Microsoft promises for Azure in its "SLA for Online Services", each for the configuration that it names:
    // https://www.microsoft.com/licensing/docs/view/Service-Level-Agreements-SLA-for-Online-Services
    // An agreement is a price, not a measurement.
    defaults {
      // Compute
      tech "Azure Virtual Machines" {
        availability: 99.9% sla "one machine with premium disks: Microsoft SLA for Online Services, 2025-03-01"
      }
      tech "Azure App Service" {
        availability: 99.95% total sla "Microsoft SLA for Online Services, 2025-03-01"
      }
      tech "Azure Functions" {
        availability: 99.95% total sla "Microsoft SLA for Online Services, 2025-03-01"
        max-duration: 10min assumed "https://learn.microsoft.com/azure/azure-functions/functions-scale, 2024"
      }
      tech "Azure Container Apps" {
        availability: 99.95% total sla "Microsoft SLA for Online Services, 2025-03-01"
      }
      // Edge
      tech "Azure DNS" {
        availability: 100% total sla "Microsoft SLA for Online Services, 2025-03-01"
      }
      tech "Azure Front Door" {
        availability: 99.99% total sla "Microsoft SLA for Online Services, 2025-03-01"
      }
      tech "Traffic Manager" {
        availability: 99.99% total sla "Microsoft SLA for Online Services, 2025-03-01"
      }
      tech "Azure Load Balancer" {
        availability: 99.99% total sla "Standard: Microsoft SLA for Online Services, 2025-03-01"
      }
      tech "Azure Application Gateway" {
        availability: 99.95% total sla "Microsoft SLA for Online Services, 2025-03-01"
      }
      tech "Azure API Management" {
        availability: 99.95% total sla "Basic to Premium: Microsoft SLA for Online Services, 2025-03-01"
      }
      // Data
      tech "Azure SQL Database" {
        availability: 99.99% total sla "Microsoft SLA for Online Services, 2025-03-01"
      }
      tech "Azure Database for PostgreSQL" {
        availability: 99.9% total sla "without high availability: Microsoft SLA for Online Services, 2025-03-01"
      }
      tech "Azure Database for MySQL" {
        availability: 99.9% total sla "without high availability: Microsoft SLA for Online Services, 2025-03-01"
      }
      tech "Cosmos DB" {
        availability: 99.99% total sla "one region: Microsoft SLA for Online Services, 2025-03-01"
        p99: 10ms sla "reads and writes of 1 KB: Microsoft SLA for Online Services, 2025-03-01"
        p50: 4ms assumed "https://learn.microsoft.com/azure/cosmos-db/consistency-levels, 2024"
      }
      tech "Azure Blob Storage" {
        availability: 99.9% total sla "hot tier: Microsoft SLA for Online Services, 2025-03-01"
        cost: $0.018/GB/month assumed "hot, LRS, East US: https://azure.microsoft.com/pricing/, 2025"
      }
      tech "Azure Managed Redis" {
        availability: 99.9% total sla "Standard and Premium: Microsoft SLA for Online Services, 2025-03-01"
      }
      tech "Azure AI Search" {
        availability: 99.9% total sla "two or more replicas: Microsoft SLA for Online Services, 2025-03-01"
      }
      // Messaging
      tech "Azure Service Bus" {
        availability: 99.9% total sla "Microsoft SLA for Online Services, 2025-03-01"
        max-message: 256KB assumed "https://learn.microsoft.com/azure/service-bus-messaging/service-bus-quotas, 2024"
      }
      tech "Event Hubs" {
        availability: 99.95% total sla "Microsoft SLA for Online Services, 2025-03-01"
        max-message: 1MB assumed "Standard, https://learn.microsoft.com/azure/event-hubs/event-hubs-quotas, 2024"
      }
      tech "Azure Event Grid" {
        availability: 99.99% total sla "Microsoft SLA for Online Services, 2025-03-01"
        max-message: 1MB assumed "https://learn.microsoft.com/azure/event-grid/quotas-limits, 2024"
      }
      tech "Azure Queue Storage" {
        availability: 99.9% total sla "Microsoft SLA for Online Services, 2025-03-01"
        max-message: 64KiB assumed "https://learn.microsoft.com/azure/storage/queues/scalability-targets, 2024"
      }
      // Platform
      tech "Microsoft Entra ID" {
        availability: 99.99% total sla "Microsoft SLA for Online Services, 2025-03-01"
      }
    }
    """#
}
