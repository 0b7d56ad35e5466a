// swift-tools-version: 6.2
import PackageDescription

// Fuzz targets need flags that a package for others must not have, so they are a package of their
// own: see README.md.
let instrumented: [SwiftSetting] = [
  .unsafeFlags(["-sanitize=fuzzer,address", "-parse-as-library"])
]

/// A target needs no more than it feeds, so that one alone is built soon.
func fuzzer(_ name: String, _ stages: String...) -> Target {
  .executableTarget(
    name: name,
    dependencies: ["FuzzSupport"]
      + (["FileIO", "Tabular"] + stages).map {
        .product(name: "Rowcast\($0)", package: "rowcast")
      },
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
    fuzzer("fuzz-zip", "Spreadsheet"), fuzzer("fuzz-xml", "XMLEvents"),
    fuzzer("fuzz-sheet", "Spreadsheet"), fuzzer("fuzz-styles", "Spreadsheet"),
    fuzzer("fuzz-opendocument", "Spreadsheet"), fuzzer("fuzz-biff", "Spreadsheet"),
    fuzzer("fuzz-xlsb", "Spreadsheet"), fuzzer("fuzz-compound", "Spreadsheet"),
    fuzzer("fuzz-encryption", "Encryption"), fuzzer("fuzz-delimited", "DelimitedText", "JSONText"),
    fuzzer("fuzz-json", "JSONText"), fuzzer("fuzz-model", "Modeling"),
    fuzzer("fuzz-yaml", "Pipeline"), fuzzer("fuzz-options", "Pipeline"),
  ])
