// swift-tools-version: 6.0
import PackageDescription

let package = Package(
  name: "archc",
  platforms: [.macOS(.v15)],
  products: [
    .executable(name: "archc", targets: ["archc"])
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
  ],
  targets: [
    .target(name: "ArchSyntax"),
    .target(name: "ArchModel", dependencies: ["ArchSyntax"]),
    .target(name: "ArchDiagram"),
    .target(name: "ArchViews", dependencies: ["ArchModel", "ArchDiagram"]),
    .target(name: "ArchText", dependencies: ["ArchDiagram"]),
    .systemLibrary(
      name: "CLibGraphviz", pkgConfig: "libgvc", providers: [.apt(["libgraphviz-dev"]), .brew(["graphviz"])]),
    .target(name: "CGraphviz", dependencies: ["CLibGraphviz"]),
    .target(name: "ArchGraphviz", dependencies: ["ArchDiagram", "CGraphviz"]),
  ]
)
