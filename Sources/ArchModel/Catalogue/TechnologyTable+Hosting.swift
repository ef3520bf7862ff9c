extension TechnologyTable {
  /// What code runs on, services for machine learning, and the services of others that are called most.
  static let hosting = #"""
    AWS Lambda | Lambda, Lambda function | function, worker, job, service | - | - | - | aws |
      low-operations, scale-to-zero, horizontal-scaling | yes |
      https://docs.aws.amazon.com/lambda/latest/dg/welcome.html
    Lambda@Edge | - | function | - | - | - | aws | edge-compute, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/lambda-at-the-edge.html
    CloudFront Functions | - | function | - | - | - | aws | edge-compute, routing, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/AmazonCloudFront/latest/DeveloperGuide/cloudfront-functions.html
    Cloud Functions | Cloud Run functions, Firebase Functions, Cloud Functions for Firebase | function, worker, job |
      - | - | - | gcp | low-operations, scale-to-zero | yes |
      https://cloud.google.com/run/docs/functions/overview
    Azure Functions | - | function, worker, job | - | - | - | azure | low-operations, scale-to-zero | yes |
      https://learn.microsoft.com/en-us/azure/azure-functions/functions-overview
    Cloudflare Workers | - | function, service, gateway, worker | - | - | - | cloudflare |
      edge-compute, low-operations, scale-to-zero, global-distribution | yes |
      https://developers.cloudflare.com/workers/
    Cloudflare Pages | - | client, function | - | - | - | cloudflare |
      static-content, edge-compute, low-operations, scale-to-zero | yes | https://developers.cloudflare.com/pages/
    Vercel | Vercel Functions | function, service, client, cdn | - | - | - | vercel |
      server-rendering, static-content, edge-compute, low-operations, scale-to-zero | yes | https://vercel.com/docs
    Netlify | - | function, client, cdn | - | - | - | netlify |
      static-content, edge-compute, low-operations, scale-to-zero | yes | https://docs.netlify.com/
    Heroku | - | service, worker, job | - | - | - | heroku | low-operations, rapid-development | yes |
      https://devcenter.heroku.com/
    Fly.io | Fly | service, worker, job | - | - | - | fly | low-operations, global-distribution, scale-to-zero | yes |
      https://fly.io/docs/
    AWS Fargate | Fargate, ECS Fargate, EKS Fargate | service, worker, job, cluster | - | - | - | aws |
      orchestration, low-operations, long-running | yes |
      https://docs.aws.amazon.com/AmazonECS/latest/developerguide/AWS_Fargate.html
    Amazon ECS | ECS, Elastic Container Service | cluster, service, worker, job | - | - | - | aws |
      orchestration, low-operations, long-running | yes |
      https://docs.aws.amazon.com/AmazonECS/latest/developerguide/Welcome.html
    Amazon EKS | EKS, Elastic Kubernetes Service | cluster, service, worker, job, registry | - | - | - | aws |
      orchestration, service-discovery, long-running, low-operations | yes |
      https://docs.aws.amazon.com/eks/latest/userguide/what-is-eks.html
    Amazon EC2 | EC2, EC2 Auto Scaling | service, worker, job, gateway, cluster | - | - | - | aws |
      general-purpose, long-running | yes |
      https://docs.aws.amazon.com/AWSEC2/latest/UserGuide/concepts.html
    App Runner | - | service | - | - | - | aws | low-operations | yes |
      https://docs.aws.amazon.com/apprunner/latest/dg/what-is-apprunner.html
    Elastic Beanstalk | Beanstalk | service, worker | - | - | - | aws | low-operations | yes |
      https://docs.aws.amazon.com/elasticbeanstalk/latest/dg/Welcome.html
    AWS Amplify | Amplify | client, service | - | - | - | aws |
      static-content, rapid-development, low-operations | yes |
      https://docs.amplify.aws/
    Cloud Run | Cloud Run Jobs | service, function, worker, job | - | - | - | gcp |
      low-operations, scale-to-zero, websockets | yes |
      https://cloud.google.com/run/docs/overview/what-is-cloud-run
    GKE | Google Kubernetes Engine, GKE Autopilot | cluster, service, worker, job, registry | - | - | - | gcp |
      orchestration, service-discovery, long-running, low-operations | yes |
      https://cloud.google.com/kubernetes-engine/docs/concepts/kubernetes-engine-overview
    Compute Engine | GCE, Google Compute Engine | service, worker, job, gateway, cluster | - | - | - | gcp |
      general-purpose, long-running | yes | https://cloud.google.com/compute/docs/overview
    App Engine | Google App Engine, GAE | service, worker | - | - | - | gcp | low-operations, scale-to-zero | yes |
      https://cloud.google.com/appengine/docs
    Firebase | Firebase Hosting | client, service, cdn | - | - | - | gcp |
      static-content, rapid-development, low-operations | yes | https://firebase.google.com/docs
    Azure App Service | App Service, Azure Web Apps | service, worker | - | - | - | azure | low-operations | yes |
      https://learn.microsoft.com/en-us/azure/app-service/overview
    Azure Container Apps | Container Apps, ACA | service, function, worker, job | - | - | - | azure |
      orchestration, low-operations, scale-to-zero | yes |
      https://learn.microsoft.com/en-us/azure/container-apps/overview
    Azure Container Instances | Container Instances, ACI | service, worker, job | - | - | - | azure |
      low-operations | yes |
      https://learn.microsoft.com/en-us/azure/container-instances/container-instances-overview
    AKS | Azure Kubernetes Service | cluster, service, worker, job, registry | - | - | - | azure |
      orchestration, service-discovery, long-running, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/aks/what-is-aks
    Azure Virtual Machines | Azure VM, Azure VMs, VM Scale Sets, Virtual Machine Scale Sets |
      service, worker, job, gateway, cluster | - | - | - | azure | general-purpose, long-running | yes |
      https://learn.microsoft.com/en-us/azure/virtual-machines/overview
    Azure Static Web Apps | Static Web Apps | client, function | - | - | - | azure |
      static-content, low-operations, scale-to-zero | yes |
      https://learn.microsoft.com/en-us/azure/static-web-apps/overview
    Kubernetes | K8s, K3s | cluster, service, worker, job, registry | - | - | - | any |
      orchestration, service-discovery, configuration, long-running | both | https://kubernetes.io/docs/concepts/
    OpenShift | Red Hat OpenShift, OKD, ROSA | cluster, service, worker, job, registry | - | - | - | any |
      orchestration, service-discovery, build-and-test | both |
      https://docs.redhat.com/en/documentation/openshift_container_platform
    Knative | - | service, function, worker | - | - | - | any | scale-to-zero, pub-sub, traffic-splitting | no |
      https://knative.dev/docs/
    OpenFaaS | - | function | - | - | - | any | scale-to-zero | no | https://docs.openfaas.com/
    Nomad | - | cluster, service, worker, job | - | - | - | any |
      orchestration, scheduling, batch-processing, lightweight | both | https://developer.hashicorp.com/nomad/docs
    Docker | Docker Compose, Docker Swarm | cluster, service, worker, job | - | - | - | any |
      orchestration, lightweight | no | https://docs.docker.com/
    Podman | - | cluster, service, worker, job | - | - | - | any | orchestration, lightweight | no |
      https://docs.podman.io/en/latest/
    VMware vSphere | vSphere, VMware | cluster, service, worker | - | - | - | any | general-purpose | no |
      https://techdocs.broadcom.com/us/en/vmware-cis/vsphere.html
    SageMaker | SageMaker AI | service, job, function | - | - | - | aws |
      model-inference, data-science, low-operations | yes |
      https://docs.aws.amazon.com/sagemaker/latest/dg/whatis.html
    Amazon Bedrock | Bedrock | service, external | - | - | - | aws |
      model-inference, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/bedrock/latest/userguide/what-is-bedrock.html
    Vertex AI | - | service, job, external | - | - | - | gcp | model-inference, data-science, low-operations | yes |
      https://cloud.google.com/vertex-ai/docs/start/introduction-unified-platform
    Azure OpenAI | Azure OpenAI Service, Azure AI Foundry | service, external | - | - | - | azure |
      model-inference, low-operations, scale-to-zero | yes |
      https://learn.microsoft.com/en-us/azure/ai-foundry/openai/overview
    OpenAI API | OpenAI | external, service | - | - | - | any |
      model-inference, low-operations, scale-to-zero | yes | https://platform.openai.com/docs/overview
    Anthropic API | Anthropic, Claude | external, service | - | - | - | any |
      model-inference, low-operations, scale-to-zero | yes | https://docs.claude.com/
    vLLM | - | service | - | - | - | any | model-inference | no |
      https://docs.vllm.ai/
    Triton Inference Server | Triton, NVIDIA Triton | service | - | - | - | any | model-inference | no |
      https://docs.nvidia.com/deeplearning/triton-inference-server/user-guide/docs/
    TensorFlow Serving | - | service | - | - | - | any | model-inference | no |
      https://www.tensorflow.org/tfx/guide/serving
    KServe | - | service | - | - | - | any | model-inference, scale-to-zero | no | https://kserve.github.io/website/
    Stripe | - | external | - | - | - | any | payments, low-operations | yes | https://docs.stripe.com/
    Adyen | - | external | - | - | - | any | payments, low-operations | yes | https://docs.adyen.com/
    PayPal | - | external | - | - | - | any | payments, low-operations | yes |
      https://developer.paypal.com/docs/
    Twilio | - | external | - | - | - | any | notifications, low-operations | yes | https://www.twilio.com/docs
    SendGrid | Twilio SendGrid | external | - | - | - | any | email, low-operations | yes |
      https://www.twilio.com/docs/sendgrid
    Mailgun | - | external | - | - | - | any | email, low-operations | yes | https://documentation.mailgun.com/
    Amazon SES | SES, Simple Email Service | external, service | - | - | - | aws | email, low-operations | yes |
      https://docs.aws.amazon.com/ses/latest/dg/Welcome.html
    Firebase Cloud Messaging | FCM | external, service | - | - | - | gcp | notifications, low-operations | yes |
      https://firebase.google.com/docs/cloud-messaging
    Apple Push Notification service | APNs | external | - | - | - | any | notifications, low-operations | yes |
      https://developer.apple.com/documentation/usernotifications
    Salesforce | - | external | - | - | - | any | low-operations | yes | https://developer.salesforce.com/docs
    SAP | SAP S/4HANA, S/4HANA, SAP ERP | external, service | - | - | - | any | transactions | both |
      https://help.sap.com/docs/
    """#
}
