extension TechnologyTable {
  /// Repositories of code and artifacts, and pipelines.
  static let delivery = #"""
    GitHub | GitHub Enterprise | repository | - | - | - | any |
      source-hosting, artifact-hosting, low-operations | both |
      https://docs.github.com/
    GitLab | - | repository, pipeline | - | - | - | any |
      source-hosting, artifact-hosting, build-and-test, deployment | both | https://docs.gitlab.com/
    Bitbucket | - | repository | - | - | - | any | source-hosting | both |
      https://support.atlassian.com/bitbucket-cloud/
    Azure DevOps | Azure Repos, VSTS, TFS | repository, pipeline | - | - | - | any |
      source-hosting, artifact-hosting, build-and-test, deployment | both |
      https://learn.microsoft.com/en-us/azure/devops/
    CodeCommit | - | repository | - | - | - | aws | source-hosting, low-operations | yes |
      https://docs.aws.amazon.com/codecommit/latest/userguide/welcome.html
    Gitea | - | repository | - | - | - | any | source-hosting, lightweight | no | https://docs.gitea.com/
    Forgejo | - | repository | - | - | - | any | source-hosting, lightweight | no | https://forgejo.org/docs/latest/
    Gerrit | - | repository | - | - | - | any | source-hosting | no |
      https://gerrit-review.googlesource.com/Documentation/
    Git | - | repository | - | - | - | any | source-hosting, audit-trail | no | https://git-scm.com/doc
    Amazon ECR | ECR, Elastic Container Registry | repository | - | - | - | aws |
      artifact-hosting, low-operations | yes |
      https://docs.aws.amazon.com/AmazonECR/latest/userguide/what-is-ecr.html
    Artifact Registry | Google Artifact Registry, GCR, Google Container Registry | repository | - | - | - | gcp |
      artifact-hosting, low-operations | yes | https://cloud.google.com/artifact-registry/docs/overview
    Azure Container Registry | ACR | repository | - | - | - | azure | artifact-hosting, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/container-registry/container-registry-intro
    Docker Hub | - | repository | - | - | - | any |
      artifact-hosting, low-operations | yes | https://docs.docker.com/docker-hub/
    GitHub Packages | GHCR, GitHub Container Registry | repository | - | - | - | any |
      artifact-hosting, low-operations | yes | https://docs.github.com/en/packages
    Quay | Quay.io, Red Hat Quay | repository | - | - | - | any | artifact-hosting | both | https://docs.quay.io/
    Harbor | - | repository | - | - | - | any | artifact-hosting | no | https://goharbor.io/docs/
    Artifactory | JFrog Artifactory, JFrog | repository | - | - | - | any | artifact-hosting | both |
      https://docs.jfrog.com/artifactory/docs
    Nexus | Nexus Repository, Sonatype Nexus | repository | - | - | - | any | artifact-hosting | both |
      https://help.sonatype.com/en/sonatype-nexus-repository.html
    GitHub Actions | - | pipeline | - | - | - | any | build-and-test, deployment, scheduling | both |
      https://docs.github.com/en/actions
    GitLab CI | GitLab CI/CD | pipeline | - | - | - | any | build-and-test, deployment, scheduling | both |
      https://docs.gitlab.com/ci/
    Bitbucket Pipelines | - | pipeline | - | - | - | any | build-and-test, deployment | yes |
      https://support.atlassian.com/bitbucket-cloud/docs/get-started-with-bitbucket-pipelines/
    Jenkins | - | pipeline | - | - | - | any | build-and-test, deployment, scheduling | no |
      https://www.jenkins.io/doc/
    CircleCI | - | pipeline | - | - | - | any | build-and-test, deployment | both | https://circleci.com/docs/
    Buildkite | - | pipeline | - | - | - | any | build-and-test, deployment | both | https://buildkite.com/docs
    Travis CI | Travis | pipeline | - | - | - | any | build-and-test | both |
      https://docs.travis-ci.com/
    Drone | Drone CI | pipeline | - | - | - | any | build-and-test | no | https://docs.drone.io/
    TeamCity | - | pipeline | - | - | - | any | build-and-test, deployment | both |
      https://www.jetbrains.com/help/teamcity/
    Bamboo | - | pipeline | - | - | - | any | build-and-test, deployment | no |
      https://confluence.atlassian.com/bamboo/
    Azure Pipelines | - | pipeline | - | - | - | any | build-and-test, deployment | both |
      https://learn.microsoft.com/en-us/azure/devops/pipelines/
    AWS CodePipeline | CodePipeline | pipeline | - | - | - | aws | deployment, low-operations | yes |
      https://docs.aws.amazon.com/codepipeline/latest/userguide/welcome.html
    AWS CodeDeploy | CodeDeploy | pipeline | - | - | - | aws | deployment, traffic-splitting, low-operations | yes |
      https://docs.aws.amazon.com/codedeploy/latest/userguide/welcome.html
    AWS CodeBuild | CodeBuild | pipeline | - | - | - | aws | build-and-test, low-operations, scale-to-zero | yes |
      https://docs.aws.amazon.com/codebuild/latest/userguide/welcome.html
    Cloud Build | - | pipeline | - | - | - | gcp |
      build-and-test, low-operations, scale-to-zero | yes | https://cloud.google.com/build/docs/overview
    Cloud Deploy | - | pipeline | - | - | - | gcp | deployment, low-operations | yes |
      https://cloud.google.com/deploy/docs/overview
    Argo CD | Argo | pipeline | - | - | - | any | deployment, infrastructure-as-code | both |
      https://argo-cd.readthedocs.io/en/stable/
    Argo Rollouts | - | pipeline | - | - | - | any | deployment, traffic-splitting | no |
      https://argo-rollouts.readthedocs.io/en/stable/
    Flagger | - | pipeline | - | - | - | any | deployment, traffic-splitting | no | https://docs.flagger.app/
    Argo Workflows | - | pipeline, job | - | - | - | any | workflows, batch-processing, build-and-test | no |
      https://argo-workflows.readthedocs.io/en/latest/
    Flux | Flux CD | pipeline | - | - | - | any | deployment, infrastructure-as-code | no |
      https://fluxcd.io/flux/
    Tekton | - | pipeline | - | - | - | any | build-and-test, deployment | no | https://tekton.dev/docs/
    Spinnaker | - | pipeline | - | - | - | any | deployment, traffic-splitting | no | https://spinnaker.io/docs/
    Octopus Deploy | Octopus | pipeline | - | - | - | any | deployment | both | https://octopus.com/docs
    Helm | - | pipeline | - | - | - | any | deployment | no | https://helm.sh/docs/
    Kustomize | - | pipeline | - | - | - | any | deployment, configuration | no |
      https://kubectl.docs.kubernetes.io/references/kustomize/
    Terraform | HCP Terraform, Terraform Cloud | pipeline | - | - | - | any | infrastructure-as-code | both |
      https://developer.hashicorp.com/terraform/docs
    OpenTofu | - | pipeline | - | - | - | any | infrastructure-as-code | no | https://opentofu.org/docs/
    Pulumi | - | pipeline | - | - | - | any | infrastructure-as-code | both | https://www.pulumi.com/docs/
    CloudFormation | AWS SAM | pipeline | - | - | - | aws | infrastructure-as-code, low-operations | yes |
      https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/Welcome.html
    AWS CDK | CDK | pipeline | - | - | - | aws | infrastructure-as-code | no |
      https://docs.aws.amazon.com/cdk/v2/guide/home.html
    Bicep | ARM templates | pipeline | - | - | - | azure | infrastructure-as-code, low-operations | yes |
      https://learn.microsoft.com/en-us/azure/azure-resource-manager/bicep/overview
    Crossplane | - | pipeline | - | - | - | any | infrastructure-as-code | no | https://docs.crossplane.io/
    Ansible | - | pipeline | - | - | - | any | infrastructure-as-code, deployment | both |
      https://docs.ansible.com/
    Chef | - | pipeline | - | - | - | any | infrastructure-as-code, configuration | no | https://docs.chef.io/
    Puppet | - | pipeline | - | - | - | any | infrastructure-as-code, configuration | no | https://help.puppet.com/
    """#
}
