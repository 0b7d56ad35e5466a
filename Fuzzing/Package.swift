// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets need flags that a package for others must not have, so they are a package of their
// own: see README.md.
let instrumented: [SwiftSetting] = [
  .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"])
]

func fuzzer(_ name: String) -> Target {
  .executableTarget(
    name: name,
    dependencies: [
      "FuzzSupport", .product(name: "Spreadsheet", package: "rowcast"),
      .product(name: "XMLEvents", package: "rowcast"),
      .product(name: "DelimitedText", package: "rowcast"),
      .product(name: "JSONText", package: "rowcast"),
      .product(name: "FileIO", package: "rowcast"), .product(name: "Tabular", package: "rowcast"),
    ],
    swiftSettings: instrumented,
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
}

let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v15)],
  dependencies: [.package(name: "rowcast", path: "..")],
  targets: [
    .target(
      name: "FuzzSupport",
      dependencies: [
        .product(name: "Spreadsheet", package: "rowcast"),
        .product(name: "FileIO", package: "rowcast"),
        .product(name: "Tabular", package: "rowcast"),
      ]),
    fuzzer("fuzz-zip"), fuzzer("fuzz-xml"), fuzzer("fuzz-sheet"), fuzzer("fuzz-styles"),
    fuzzer("fuzz-delimited"), fuzzer("fuzz-json"),
  ])
