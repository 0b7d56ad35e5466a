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
      "FuzzSupport", .product(name: "RowcastSpreadsheet", package: "rowcast"),
      .product(name: "RowcastXMLEvents", package: "rowcast"),
      .product(name: "RowcastEncryption", package: "rowcast"),
      .product(name: "RowcastDelimitedText", package: "rowcast"),
      .product(name: "RowcastJSONText", package: "rowcast"),
      .product(name: "RowcastFileIO", package: "rowcast"), .product(name: "RowcastTabular", package: "rowcast"),
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
        .product(name: "RowcastSpreadsheet", package: "rowcast"),
        .product(name: "RowcastFileIO", package: "rowcast"),
        .product(name: "RowcastTabular", package: "rowcast"),
      ]),
    fuzzer("fuzz-zip"), fuzzer("fuzz-xml"), fuzzer("fuzz-sheet"), fuzzer("fuzz-styles"),
    fuzzer("fuzz-delimited"), fuzzer("fuzz-json"), fuzzer("fuzz-opendocument"),
    fuzzer("fuzz-encryption"),
  ])
