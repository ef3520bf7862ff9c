extension TechnologyTable {
  /// Programming languages and their runtimes.
  static let languages = #"""
    Swift | - | code, client | - | - | - | any | low-latency, mobile-ui, systems-programming, lightweight | no |
      https://www.swift.org/documentation/
    Go | Golang | code, client | - | - | - | any | high-concurrency, lightweight, low-latency | no | https://go.dev/doc/
    Java | JVM, OpenJDK, Jakarta EE, Java EE | code, client | - | - | - | any | high-concurrency, general-purpose | no |
      https://docs.oracle.com/en/java/
    Kotlin | Kotlin Multiplatform | code, client | - | - | - | any | high-concurrency, general-purpose, mobile-ui | no |
      https://kotlinlang.org/docs/home.html
    Scala | - | code | - | - | - | any | high-concurrency, stream-processing, data-science | no |
      https://docs.scala-lang.org/
    Clojure | - | code | - | - | - | any | high-concurrency | no | https://clojure.org/reference/documentation
    C# | CSharp | code, client | - | - | - | any | general-purpose, high-concurrency, desktop-ui | no |
      https://learn.microsoft.com/en-us/dotnet/csharp/
    .NET | dotnet, .NET Core, .NET Framework | code, client | - | - | - | any |
      general-purpose, high-concurrency, desktop-ui | no | https://learn.microsoft.com/en-us/dotnet/
    F# | FSharp | code | - | - | - | any | general-purpose, data-science | no |
      https://learn.microsoft.com/en-us/dotnet/fsharp/
    Python | CPython, PyPy | code, client | - | - | - | any | rapid-development, data-science | no |
      https://docs.python.org/3/
    Ruby | - | code, client | - | - | - | any | rapid-development | no | https://www.ruby-lang.org/en/documentation/
    PHP | - | code | - | - | - | any | rapid-development, server-rendering | no | https://www.php.net/docs.php
    Perl | - | code | - | - | - | any | rapid-development | no | https://perldoc.perl.org/
    Node.js | Node | code, client | - | - | - | any | high-concurrency, rapid-development, websockets | no |
      https://nodejs.org/docs/latest/api/
    TypeScript | TS | code, client | - | - | - | any | web-ui, rapid-development, high-concurrency | no |
      https://www.typescriptlang.org/docs/
    JavaScript | JS, ECMAScript | code, client | - | - | - | any | web-ui, rapid-development, high-concurrency | no |
      https://developer.mozilla.org/en-US/docs/Web/JavaScript
    Deno | - | code | - | - | - | any | high-concurrency, rapid-development | no | https://docs.deno.com/
    Bun | - | code | - | - | - | any | high-concurrency, rapid-development | no | https://bun.com/docs
    Rust | - | code, client | - | - | - | any | low-latency, high-concurrency, systems-programming, lightweight | no |
      https://doc.rust-lang.org/
    C | - | code, client | - | - | - | any | systems-programming, low-latency, lightweight | no |
      https://en.cppreference.com/w/c
    C++ | cpp | code, client | - | - | - | any | systems-programming, low-latency | no | https://en.cppreference.com/w/
    Zig | - | code | - | - | - | any | systems-programming, low-latency, lightweight | no |
      https://ziglang.org/documentation/
    Erlang | Erlang/OTP, OTP | code | - | - | - | any | high-concurrency, websockets | no |
      https://www.erlang.org/docs
    Elixir | - | code | - | - | - | any | high-concurrency, websockets, rapid-development | no |
      https://elixir-lang.org/docs.html
    Haskell | - | code | - | - | - | any | high-concurrency | no | https://www.haskell.org/documentation/
    OCaml | - | code | - | - | - | any | systems-programming, low-latency | no | https://ocaml.org/docs
    R | - | service, worker, job, module | - | - | - | any | data-science | no | https://cran.r-project.org/manuals.html
    Julia | - | service, worker, job, module | - | - | - | any | data-science | no | https://docs.julialang.org/
    COBOL | Enterprise COBOL, CICS | service, worker, job, module | - | - | - | any | batch-processing, transactions |
      no | https://www.ibm.com/docs/en/cobol-zos
    Dart | - | code, client | - | - | - | any | mobile-ui, web-ui | no | https://dart.dev/docs
    """#

  /// Frameworks for services and for clients.
  static let frameworks = #"""
    Vapor | Swift Vapor | code | - | - | - | any | low-latency, lightweight, server-rendering | no |
      https://docs.vapor.codes/
    Hummingbird | Swift Hummingbird | code | - | - | - | any | low-latency, lightweight | no |
      https://docs.hummingbird.codes/
    Spring Boot | Spring, Spring Framework, Spring WebFlux, Java Spring Boot, Java Spring | code | - | - | - | any |
      general-purpose, rapid-development | no | https://docs.spring.io/spring-boot/
    Quarkus | - | code | - | - | - | any | lightweight, general-purpose | no | https://quarkus.io/guides/
    Micronaut | - | code | - | - | - | any | lightweight, general-purpose | no |
      https://docs.micronaut.io/latest/guide/
    Vert.x | Eclipse Vert.x | code | - | - | - | any | high-concurrency, low-latency, websockets | no |
      https://vertx.io/docs/
    Dropwizard | - | code | - | - | - | any | general-purpose | no | https://www.dropwizard.io/en/stable/
    Ktor | - | code | - | - | - | any | high-concurrency, lightweight | no | https://ktor.io/docs/
    Play Framework | Play | code | - | - | - | any | rapid-development, server-rendering, high-concurrency | no |
      https://www.playframework.com/documentation/
    Akka | Akka Cluster | code | - | - | - | any |
      high-concurrency, event-sourcing, stream-processing, horizontal-scaling | no |
      https://doc.akka.io/libraries/akka-core/current/
    Pekko | - | code | - | - | - | any |
      high-concurrency, event-sourcing, stream-processing, horizontal-scaling | no |
      https://pekko.apache.org/docs/pekko/current/
    ASP.NET Core | ASP.NET, ASPNET Core | code | - | - | - | any |
      general-purpose, rapid-development, server-rendering, websockets | no |
      https://learn.microsoft.com/en-us/aspnet/core/
    Orleans | Microsoft Orleans | code | - | - | - | any | high-concurrency, horizontal-scaling | no |
      https://learn.microsoft.com/en-us/dotnet/orleans/overview
    Django | Django REST Framework, DRF | code | - | - | - | any | rapid-development, server-rendering | no |
      https://docs.djangoproject.com/en/stable/
    Flask | - | code | - | - | - | any | rapid-development, lightweight | no |
      https://flask.palletsprojects.com/en/stable/
    FastAPI | - | code | - | - | - | any | rapid-development, high-concurrency, data-science | no |
      https://fastapi.tiangolo.com/
    Rails | Ruby on Rails, RoR | code | - | - | - | any | rapid-development, server-rendering, websockets | no |
      https://guides.rubyonrails.org/
    Sinatra | - | code | - | - | - | any | rapid-development, lightweight | no |
      https://sinatrarb.com/documentation.html
    Laravel | - | code | - | - | - | any | rapid-development, server-rendering | no | https://laravel.com/docs
    Symfony | - | code | - | - | - | any | rapid-development, server-rendering | no |
      https://symfony.com/doc/current/index.html
    WordPress | - | service | - | - | - | any | rapid-development, server-rendering | both |
      https://developer.wordpress.org/
    Drupal | - | service | - | - | - | any | server-rendering | both | https://www.drupal.org/docs
    Express | Express.js, ExpressJS | code | - | - | - | any | rapid-development, lightweight | no |
      https://expressjs.com/
    Fastify | - | code | - | - | - | any | high-concurrency, lightweight | no | https://fastify.dev/docs/latest/
    NestJS | Nest, Nest.js | code | - | - | - | any | rapid-development, general-purpose | no |
      https://docs.nestjs.com/
    Hono | - | code | - | - | - | any | lightweight, edge-compute | no | https://hono.dev/docs/
    Apollo Server | - | service, gateway, function | - | - | - | any | graphql | no |
      https://www.apollographql.com/docs/apollo-server/
    Gin | Gin Gonic | code | - | - | - | any | high-concurrency, lightweight | no | https://gin-gonic.com/en/docs/
    Echo | - | code | - | - | - | any | high-concurrency, lightweight | no | https://echo.labstack.com/docs
    Actix Web | Actix | code | - | - | - | any | low-latency, high-concurrency | no | https://actix.rs/docs/
    Axum | - | code | - | - | - | any | low-latency, high-concurrency | no | https://docs.rs/axum/latest/axum/
    Phoenix | Phoenix LiveView | code | - | - | - | any |
      high-concurrency, websockets, rapid-development, server-rendering | no |
      https://hexdocs.pm/phoenix/overview.html
    Dapr | - | service, worker, mesh | - | - | - | any | pub-sub, workflows, mutual-tls, secret-storage | both |
      https://docs.dapr.io/
    React | React.js, ReactJS | client, module | - | - | - | any | web-ui | no | https://react.dev/reference/react
    Next.js | NextJS | client, service, module | - | - | - | any | web-ui, server-rendering | no |
      https://nextjs.org/docs
    Remix | React Router | client, service, module | - | - | - | any | web-ui, server-rendering | no |
      https://reactrouter.com/home
    Vue | Vue.js, VueJS | client, module | - | - | - | any | web-ui | no | https://vuejs.org/guide/introduction.html
    Nuxt | Nuxt.js | client, service, module | - | - | - | any | web-ui, server-rendering | no | https://nuxt.com/docs
    Angular | - | client, module | - | - | - | any | web-ui | no | https://angular.dev/overview
    Svelte | SvelteKit | client, service, module | - | - | - | any | web-ui, server-rendering | no |
      https://svelte.dev/docs
    Astro | - | client, service, module | - | - | - | any | web-ui, server-rendering, static-content | no |
      https://docs.astro.build/
    Blazor | - | client, service, module | - | - | - | any | web-ui, server-rendering | no |
      https://learn.microsoft.com/en-us/aspnet/core/blazor/
    htmx | - | client, module | - | - | - | any | web-ui, server-rendering, lightweight | no | https://htmx.org/docs/
    Web browser | Browser, HTML, HTML5, HTML/CSS, PWA | client | - | - | - | any | web-ui | no |
      https://developer.mozilla.org/en-US/docs/Web
    iOS | SwiftUI, UIKit, Swift/iOS, iPadOS, iOS app | client | - | - | - | any | mobile-ui | no |
      https://developer.apple.com/documentation/swiftui
    macOS | AppKit | client | - | - | - | any | desktop-ui | no | https://developer.apple.com/documentation/appkit
    Android | Jetpack Compose, Kotlin/Android, Android app | client | - | - | - | any | mobile-ui | no |
      https://developer.android.com/develop
    React Native | Expo | client | - | - | - | any | mobile-ui | no | https://reactnative.dev/docs/getting-started
    Flutter | - | client | - | - | - | any | mobile-ui, web-ui, desktop-ui | no | https://docs.flutter.dev/
    Ionic | Ionic Framework | client | - | - | - | any | mobile-ui | no | https://ionicframework.com/docs
    .NET MAUI | MAUI | client | - | - | - | any | mobile-ui, desktop-ui | no |
      https://learn.microsoft.com/en-us/dotnet/maui/
    Electron | - | client | - | - | - | any | desktop-ui | no | https://www.electronjs.org/docs/latest/
    Tauri | - | client | - | - | - | any | desktop-ui, lightweight | no | https://tauri.app/start/
    Qt | - | client | - | - | - | any | desktop-ui | no | https://doc.qt.io/
    """#
}
