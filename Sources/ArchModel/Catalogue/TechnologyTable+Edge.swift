extension TechnologyTable {
  /// Names, content delivery, firewalls, load balancers and gateways.
  static let edge = #"""
    Route 53 | - | dns | - | - | - | aws |
      name-resolution, load-balancing, global-distribution, low-operations | yes |
      https://docs.aws.amazon.com/Route53/latest/DeveloperGuide/Welcome.html
    Cloud DNS | - | dns | - | - | - | gcp | name-resolution, global-distribution, low-operations | yes |
      https://cloud.google.com/dns/docs/overview
    Azure DNS | - | dns | - | - | - | azure | name-resolution, global-distribution, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/dns/dns-overview
    Traffic Manager | Azure Traffic Manager | dns, load-balancer | - | - | - | azure |
      name-resolution, load-balancing, global-distribution, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/traffic-manager/traffic-manager-overview
    Cloudflare DNS | - | dns | - | - | - | any | name-resolution, global-distribution, low-operations | yes |
      https://developers.cloudflare.com/dns/
    NS1 | - | dns | - | - | - | any | name-resolution, global-distribution, low-operations | yes |
      https://www.ibm.com/docs/en/ns1-connect
    CoreDNS | - | dns, registry | - | - | - | any | name-resolution, service-discovery, lightweight | no |
      https://coredns.io/manual/toc/
    BIND | BIND 9 | dns | - | - | - | any | name-resolution | no | https://bind9.readthedocs.io/
    CloudFront | - | cdn | - | - | - | aws |
      static-content, global-distribution, tls-termination, ddos-protection, low-operations | yes |
      https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/Introduction.html
    Cloudflare | Cloudflare CDN | cdn, dns, waf, load-balancer | - | - | - | any |
      static-content, global-distribution, tls-termination, ddos-protection, request-filtering, name-resolution,
      rate-limiting, low-operations | yes | https://developers.cloudflare.com/cache/
    Fastly | - | cdn, waf, load-balancer | - | - | - | any |
      static-content, global-distribution, tls-termination, edge-compute, request-filtering, ddos-protection,
      low-operations | yes | https://www.fastly.com/documentation/
    Akamai | - | cdn, dns, waf, load-balancer | - | - | - | any |
      static-content, global-distribution, tls-termination, edge-compute, request-filtering, ddos-protection,
      low-operations | yes | https://techdocs.akamai.com/
    Bunny | bunny.net, BunnyCDN | cdn | - | - | - | any | static-content, global-distribution, low-operations | yes |
      https://docs.bunny.net/
    Cloud CDN | - | cdn | - | - | - | gcp | static-content, global-distribution, low-operations | yes |
      https://cloud.google.com/cdn/docs/overview
    Azure Front Door | Front Door | cdn, load-balancer, waf, gateway | - | - | - | azure |
      static-content, global-distribution, load-balancing, tls-termination, routing, ddos-protection,
      request-filtering, low-operations | yes | https://learn.microsoft.com/en-us/azure/frontdoor/front-door-overview
    Azure CDN | - | cdn | - | - | - | azure | static-content, global-distribution, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/cdn/cdn-overview
    Varnish | Varnish Cache | cdn, cache | - | - | - | any | static-content, low-latency-cache, routing | both |
      https://varnish-cache.org/docs/
    Squid | - | cdn, cache | - | - | - | any | static-content | no | https://www.squid-cache.org/Doc/
    AWS WAF | - | waf | - | - | - | aws | request-filtering, rate-limiting, low-operations | yes |
      https://docs.aws.amazon.com/waf/latest/developerguide/what-is-aws-waf.html
    AWS Shield | Shield, Shield Advanced | waf | - | - | - | aws | ddos-protection, low-operations | yes |
      https://docs.aws.amazon.com/waf/latest/developerguide/shield-chapter.html
    Cloud Armor | - | waf | - | - | - | gcp |
      request-filtering, ddos-protection, rate-limiting, low-operations | yes |
      https://cloud.google.com/armor/docs/cloud-armor-overview
    Azure WAF | Azure Web Application Firewall | waf | - | - | - | azure | request-filtering, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/web-application-firewall/overview
    Cloudflare WAF | - | waf | - | - | - | any |
      request-filtering, ddos-protection, rate-limiting, low-operations | yes |
      https://developers.cloudflare.com/waf/
    ModSecurity | - | waf | - | - | - | any | request-filtering | no |
      https://github.com/owasp-modsecurity/ModSecurity
    AWS ALB | ALB, Application Load Balancer, ELB, Elastic Load Balancing, Elastic Load Balancer |
      load-balancer, gateway |
      - | - | - | aws | load-balancing, routing, tls-termination, websockets, authentication, low-operations | yes |
      https://docs.aws.amazon.com/elasticloadbalancing/latest/application/introduction.html
    AWS NLB | NLB, Network Load Balancer | load-balancer | - | - | - | aws |
      load-balancing, tls-termination, high-throughput, low-latency, low-operations | yes |
      https://docs.aws.amazon.com/elasticloadbalancing/latest/network/introduction.html
    Global Accelerator | - | load-balancer | - | - | - | aws |
      load-balancing, global-distribution, ddos-protection, low-operations | yes |
      https://docs.aws.amazon.com/global-accelerator/latest/dg/what-is-global-accelerator.html
    Cloud Load Balancing | Google Cloud Load Balancing, Google Cloud Load Balancer, GCLB, Cloud Load Balancer |
      load-balancer | - | - | - | gcp |
      load-balancing, routing, tls-termination, global-distribution, websockets, low-operations | yes |
      https://cloud.google.com/load-balancing/docs/load-balancing-overview
    Azure Load Balancer | - | load-balancer | - | - | - | azure | load-balancing, high-throughput, low-operations |
      yes | https://learn.microsoft.com/en-us/azure/load-balancer/load-balancer-overview
    Azure Application Gateway | Application Gateway, App Gateway | load-balancer, waf, gateway | - | - | - | azure |
      load-balancing, routing, tls-termination, request-filtering, websockets, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/application-gateway/overview
    HAProxy | - | load-balancer, gateway | - | - | - | any |
      load-balancing, routing, tls-termination, rate-limiting, websockets, low-latency | both |
      https://docs.haproxy.org/
    NGINX | NGINX Plus, OpenResty, NGINX Ingress, ingress-nginx |
      gateway, load-balancer, cdn, cache, service, waf | - | - | - | any |
      load-balancing, routing, tls-termination, static-content, rate-limiting, websockets | both |
      https://nginx.org/en/docs/
    Apache HTTP Server | httpd, Apache httpd, Apache2, Apache Web Server | gateway, load-balancer, service | - | - |
      - | any |
      static-content, routing, tls-termination | no | https://httpd.apache.org/docs/2.4/
    Envoy | Envoy Proxy | gateway, load-balancer, mesh | - | - | - | any |
      load-balancing, routing, tls-termination, rate-limiting, mutual-tls, traffic-splitting, websockets | no |
      https://www.envoyproxy.io/docs/envoy/latest/
    Envoy Gateway | - | gateway | - | - | - | any |
      routing, tls-termination, rate-limiting, authentication, load-balancing, traffic-splitting | no |
      https://gateway.envoyproxy.io/docs/
    Emissary-ingress | Emissary, Ambassador, Ambassador Edge Stack | gateway | - | - | - | any |
      routing, tls-termination, rate-limiting, authentication, load-balancing | both |
      https://emissary-ingress.dev/docs/
    Gloo Gateway | Gloo, kgateway | gateway | - | - | - | any |
      routing, tls-termination, rate-limiting, authentication, load-balancing | both | https://kgateway.dev/docs/
    Contour | - | gateway | - | - | - | any | routing, tls-termination, rate-limiting, load-balancing | no |
      https://projectcontour.io/docs/
    Traefik | Traefik Proxy | gateway, load-balancer | - | - | - | any |
      routing, load-balancing, tls-termination, rate-limiting, service-discovery, websockets | both |
      https://doc.traefik.io/traefik/
    Caddy | - | gateway, load-balancer, service | - | - | - | any |
      tls-termination, routing, static-content, load-balancing, lightweight | no | https://caddyserver.com/docs/
    F5 BIG-IP | F5, BIG-IP | load-balancer, waf, gateway | - | - | - | any |
      load-balancing, tls-termination, request-filtering | both | https://techdocs.f5.com/
    MetalLB | - | load-balancer | - | - | - | any | load-balancing, lightweight | no | https://metallb.io/
    Kong | Kong Gateway, Konnect | gateway | - | - | - | any |
      api-management, routing, rate-limiting, authentication, load-balancing, tls-termination | both |
      https://developer.konghq.com/gateway/
    Amazon API Gateway | API Gateway, AWS API Gateway | gateway | - | - | - | aws |
      api-management, routing, rate-limiting, authentication, tls-termination, websockets, low-operations,
      scale-to-zero | yes | https://docs.aws.amazon.com/apigateway/latest/developerguide/welcome.html
    AWS AppSync | AppSync | gateway | - | - | - | aws |
      graphql, offline-sync, websockets, authentication, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/appsync/latest/devguide/what-is-appsync.html
    Apigee | Apigee X | gateway | - | - | - | gcp |
      api-management, routing, rate-limiting, authentication, low-operations | both |
      https://cloud.google.com/apigee/docs/api-platform/get-started/what-apigee
    Google API Gateway | Google Cloud API Gateway, GCP API Gateway, Cloud Endpoints | gateway | - | - | - | gcp |
      routing, authentication, rate-limiting, low-operations, scale-to-zero | yes |
      https://cloud.google.com/api-gateway/docs/about-api-gateway
    Azure API Management | API Management, APIM | gateway | - | - | - | azure |
      api-management, routing, rate-limiting, authentication, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/api-management/api-management-key-concepts
    Tyk | - | gateway | - | - | - | any | api-management, routing, rate-limiting, authentication, graphql | both |
      https://tyk.io/docs/
    KrakenD | - | gateway | - | - | - | any | routing, rate-limiting, authentication, lightweight | no |
      https://www.krakend.io/docs/
    APISIX | API7 | gateway, load-balancer | - | - | - | any |
      api-management, routing, rate-limiting, authentication, load-balancing, tls-termination | both |
      https://apisix.apache.org/docs/
    Gravitee | Gravitee.io | gateway | - | - | - | any |
      api-management, routing, rate-limiting, authentication | both | https://documentation.gravitee.io/
    WSO2 API Manager | WSO2 | gateway | - | - | - | any |
      api-management, routing, rate-limiting, authentication | both | https://apim.docs.wso2.com/
    MuleSoft | Anypoint, Mule | gateway, service | - | - | - | any | api-management, routing | both |
      https://docs.mulesoft.com/
    Spring Cloud Gateway | - | gateway | - | - | - | any | routing, rate-limiting, authentication, load-balancing |
      no | https://docs.spring.io/spring-cloud-gateway/reference/
    Zuul | - | gateway | - | - | - | any | routing, load-balancing | no | https://github.com/Netflix/zuul/wiki
    YARP | - | gateway, load-balancer | - | - | - | any | routing, load-balancing | no |
      https://learn.microsoft.com/en-us/aspnet/core/fundamentals/servers/yarp/yarp-overview
    Ocelot | - | gateway | - | - | - | any | routing, rate-limiting, authentication | no |
      https://ocelot.readthedocs.io/
    Apollo Router | Apollo Federation, GraphOS, Apollo Gateway | gateway | - | - | - | any | graphql | both |
      https://www.apollographql.com/docs/graphos/routing/
    Hasura | - | gateway, service | - | - | - | any | graphql, rapid-development, authentication | both |
      https://hasura.io/docs/
    """#
}
