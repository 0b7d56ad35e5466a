// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets need flags that a package for others must not have, so they are a package of their
// own: see README.md.
let instrumented: [SwiftSetting] = [
  .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"])
]

func fuzzer(_ name: String, _ stages: [String] = []) -> Target {
  .executableTarget(
    name: name,
    dependencies: ["FuzzSupport"]
      + (["Spreadsheet", "XMLEvents", "Encryption", "DelimitedText", "JSONText", "FileIO", "Tabular"]
      + stages).map { .product(name: "Rowcast\($0)", package: "rowcast") },
    swiftSettings: instrumented,
    linkerSettings: [.unsafeFlags(["-sanitize=fuzzer,address", "-use-ld=lld"])])
}

let package = Package(
  name: "fuzzing",
  platforms: [.macOS(.v26)],
  // Without the program, and what reads its arguments.
  dependencies: [.package(name: "rowcast", path: "..", traits: [])],
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
    fuzzer("fuzz-encryption"), fuzzer("fuzz-model", ["Modeling"]),
    fuzzer("fuzz-yaml", ["Pipeline"]), fuzzer("fuzz-options", ["Pipeline"]),
    fuzzer("fuzz-compound"), fuzzer("fuzz-biff"), fuzzer("fuzz-xlsb"),
  ])
