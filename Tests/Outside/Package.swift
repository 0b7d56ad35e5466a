// swift-tools-version: 6.2
import PackageDescription

// A package of someone else's: what it takes to import one stage of Rowcast, or all of them.
let package = Package(
  name: "outside",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "rowcast", path: "../..", traits: [])],
  targets: [
    .executableTarget(
      name: "stages",
      dependencies: [
        .product(name: "RowcastDelimitedText", package: "rowcast"),
        .product(name: "RowcastFileIO", package: "rowcast"),
        .product(name: "RowcastJSONText", package: "rowcast"),
        .product(name: "RowcastTabular", package: "rowcast"),
      ]),
    // The Swift of README and articles: `.ci/snippets.py` writes it, and it has to compile.
    .target(name: "Snippets", dependencies: [.product(name: "Rowcast", package: "rowcast")]),
    .testTarget(
      name: "OutsideTests",
      dependencies: [
        .product(name: "Rowcast", package: "rowcast"),
        .product(name: "RowcastFoundation", package: "rowcast"),
      ]),
  ]
)
