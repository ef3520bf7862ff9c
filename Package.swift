// swift-tools-version: 6.0
import PackageDescription

// The tests draw and read back hundreds of graphs, which takes minutes without the optimiser and seconds with it.
let optimised: [SwiftSetting] = [.unsafeFlags(["-O"], .when(configuration: .debug))]

let package = Package(
  name: "archc",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "archc", targets: ["archc"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/swiftlang/swift-subprocess", exact: "1.0.2"),
  ],
  targets: [
    // The compiler: each target knows only those above it.
    .target(name: "ArchCells", swiftSettings: optimised),
    .target(name: "ArchSyntax", dependencies: ["ArchCells"]),
    .target(name: "ArchModel", dependencies: ["ArchSyntax"]),
    .target(name: "ArchProject", dependencies: ["ArchModel", .product(name: "Yams", package: "Yams")]),
    .target(name: "ArchAnalysis", dependencies: ["ArchModel"], swiftSettings: optimised),
    .target(name: "ArchRules", dependencies: ["ArchAnalysis", "ArchModel"]),
    .target(name: "ArchPatterns", dependencies: ["ArchAnalysis", "ArchModel", "ArchSyntax"]),

    // The backends, beside it.
    .target(name: "ArchDiagram"),
    .target(name: "ArchViews", dependencies: ["ArchDiagram", "ArchModel"]),
    .target(name: "ArchText", dependencies: ["ArchCells", "ArchDiagram"], swiftSettings: optimised),
    .systemLibrary(
      name: "CLibGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
    .target(name: "CGraphviz", dependencies: ["CLibGraphviz"]),
    .target(name: "ArchGraphviz", dependencies: ["ArchDiagram", "CGraphviz"]),
    .target(
      name: "ArchReport", dependencies: ["ArchAnalysis", "ArchCells", "ArchModel", "ArchPatterns", "ArchSyntax"]),
    .target(name: "ArchExchange", dependencies: ["ArchAnalysis", "ArchModel", "ArchPatterns", "ArchRules"]),

    // What runs as long as an editor or a page is open.
    .target(
      name: "ArchLanguageServer",
      dependencies: ["ArchAnalysis", "ArchModel", "ArchProject", "ArchRules", "ArchSyntax"]),
    .target(
      name: "ArchPreview",
      dependencies: [
        .product(name: "NIOCore", package: "swift-nio"), .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOPosix", package: "swift-nio"),
      ], exclude: ["Page"]),

    // The only place with files, a terminal and exit codes.
    .executableTarget(
      name: "archc",
      dependencies: [
        "ArchAnalysis", "ArchExchange", "ArchGraphviz", "ArchLanguageServer", "ArchPatterns", "ArchPreview",
        "ArchProject",
        "ArchReport", "ArchRules", "ArchText", "ArchViews",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
        .product(name: "Subprocess", package: "swift-subprocess"),
      ]),

    // Measuring and fuzzing; see Tests/README.md.
    .executableTarget(
      name: "bench",
      dependencies: ["ArchAnalysis", "ArchDiagram", "ArchModel", "ArchSyntax", "ArchText", "TestTools", "TextReader"],
      path: "Tests/Benchmarks"),
    .executableTarget(
      name: "fuzz",
      dependencies: [
        "ArchExchange", "ArchGraphviz", "ArchModel", "ArchProject", "ArchReport", "ArchRules", "ArchText", "ArchViews",
        "TestTools",
      ], path: "Tests/Fuzz"),

    // Figures against independent computations, with many samples; built in release.
    .executableTarget(
      name: "oracle", dependencies: ["ArchAnalysis", "ArchModel", "ArchSyntax", "TestTools"], path: "Tests/Oracles"),

    // What tests, benchmarks and fuzzer share; free of Testing, which has no static library.
    .target(
      name: "TestTools",
      dependencies: ["ArchAnalysis", "ArchDiagram", "ArchLanguageServer", "ArchModel", "ArchProject", "ArchSyntax"],
      path: "Tests/TestTools"),
    // Reads text drawings back, for tests and benchmarks; shares no code with what draws them.
    .target(
      name: "TextReader", dependencies: ["ArchDiagram", "ArchText"], path: "Tests/TextReader",
      swiftSettings: optimised),
    .target(
      name: "TestSupport", dependencies: ["ArchModel", "ArchProject", "ArchRules", "TestTools"],
      path: "Tests/TestSupport"),
    .testTarget(name: "ArchCellsTests", dependencies: ["ArchCells"]),
    .testTarget(name: "ArchSyntaxTests", dependencies: ["ArchSyntax"]),
    .testTarget(name: "ArchModelTests", dependencies: ["ArchModel", "TestSupport"]),
    .testTarget(name: "ArchProjectTests", dependencies: ["ArchProject"]),
    .testTarget(
      name: "ArchAnalysisTests", dependencies: ["ArchAnalysis", "ArchModel", "ArchSyntax", "TestSupport", "TestTools"]),
    .testTarget(name: "ArchRulesTests", dependencies: ["ArchRules"]),
    .testTarget(name: "ArchPatternsTests", dependencies: ["ArchPatterns", "TestSupport"]),
    .testTarget(name: "ArchViewsTests", dependencies: ["ArchViews", "ArchProject"]),
    .testTarget(
      name: "ArchTextTests",
      dependencies: ["ArchCells", "ArchModel", "ArchText", "ArchViews", "TestSupport", "TestTools", "TextReader"],
      swiftSettings: optimised),
    .testTarget(name: "ArchGraphvizTests", dependencies: ["ArchGraphviz", "TestSupport", "TestTools"]),
    .testTarget(name: "ArchReportTests", dependencies: ["ArchModel", "ArchReport", "ArchSyntax"]),
    .testTarget(name: "ArchExchangeTests", dependencies: ["ArchAnalysis", "ArchExchange"]),
    .testTarget(name: "ArchLanguageServerTests", dependencies: ["ArchLanguageServer", "TestSupport", "TestTools"]),
    .testTarget(name: "ArchPreviewTests", dependencies: ["ArchPreview", "TestSupport"]),
    .testTarget(
      name: "ArchcTests", dependencies: ["archc", "ArchGraphviz", "ArchViews", "TestSupport", "TestTools"]),
  ]
)
