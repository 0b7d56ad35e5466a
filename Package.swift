// swift-tools-version: 6.2
import PackageDescription

// The strict settings every target shares; they change nothing for a package that depends on Rowcast.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

/// A library target whose imports are exactly `dependencies`: the layers of the house.
func stage(_ name: String, _ dependencies: [Target.Dependency] = []) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: settings)
}

func tests(
  _ name: String, _ dependencies: [Target.Dependency], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies + ["TestSupport"], path: "Tests/\(name)",
    exclude: exclude, swiftSettings: settings)
}

func system(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  .systemLibrary(
    name: name, path: "Sources/System/\(name)", pkgConfig: pkgConfig,
    providers: [.apt([apt]), .brew([brew])])
}

let stages = [
  "Tabular", "Parallelism", "LinearAlgebra", "FileIO", "XMLEvents", "ZipArchive",
  "Spreadsheet", "DelimitedText", "JSONText", "Features", "Classification", "Evaluation",
  "Reporting", "Exporting", "Pipeline",
]

let package = Package(
  name: "rowcast",
  platforms: [.macOS(.v15)],
  products: [.library(name: "Rowcast", targets: ["Rowcast"])]
    + stages.map { .library(name: $0, targets: [$0]) }
    + [.executable(name: "rowcast", targets: ["rowcast-tool"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0"),
    .package(url: "https://github.com/jpsim/Yams", from: "6.0.0"),
  ],
  targets: [
    // Floor 0: the values that flow, and the bytes they come from.
    stage("Tabular"),
    stage("Parallelism"),
    stage("LinearAlgebra", ["Parallelism", "COpenBLAS"]),
    stage("FileIO", ["CSystem", "CISAL", "CZstandard"]),
    stage("XMLEvents"),
    stage("ZipArchive", ["FileIO", "CLibzip", "CISAL"]),
    // Floor 1: one format or one step of learning each.
    stage(
      "Spreadsheet",
      ["Tabular", "Parallelism", "FileIO", "ZipArchive", "XMLEvents", "CXLSXWriter"]),
    stage("DelimitedText", ["Tabular", "Parallelism", "FileIO", "CVectors"]),
    stage("JSONText", ["Tabular", "Parallelism", "FileIO"]),
    stage("Features", ["Tabular", "LinearAlgebra", "Parallelism"]),
    stage("Classification", ["LinearAlgebra", "Parallelism"]),
    stage("Evaluation", ["LinearAlgebra", "Parallelism"]),
    // Floor 2: what people and other programs are handed.
    stage("Reporting", ["Evaluation", "JSONText", "Spreadsheet", "Tabular"]),
    stage(
      "Exporting",
      [
        "Tabular", "LinearAlgebra", "FileIO", "Features", "Classification", "Spreadsheet",
        "JSONText", "CXLSXWriter",
      ]),
    // Floor 3: the driver.
    stage(
      "Pipeline",
      [
        "Tabular", "Parallelism", "LinearAlgebra", "FileIO", "ZipArchive", "Spreadsheet",
        "DelimitedText", "JSONText", "Features", "Classification", "Evaluation", "Reporting",
        "Exporting", "Yams",
      ]),
    stage("Rowcast", stages.map { .byName(name: $0) }),
    // Floor 4: the command line. The target has another name than the product because `Rowcast`
    // and `rowcast` would share one module file on a case-insensitive disk.
    .executableTarget(
      name: "rowcast-tool",
      dependencies: [
        "Pipeline", "FileIO", "CSystem",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ],
      swiftSettings: settings),
    // The C libraries of the system, and of the processor.
    .systemLibrary(name: "CSystem", path: "Sources/System/CSystem"),
    .systemLibrary(name: "CVectors", path: "Sources/System/CVectors"),
    system("CLibzip", pkgConfig: "libzip", apt: "libzip-dev", brew: "libzip"),
    system("CISAL", pkgConfig: "libisal", apt: "libisal-dev", brew: "isa-l"),
    system("CZstandard", pkgConfig: "libzstd", apt: "libzstd-dev", brew: "zstd"),
    system("CXLSXWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev", brew: "libxlsxwriter"),
    system("COpenBLAS", pkgConfig: "openblas", apt: "libopenblas-dev", brew: "openblas"),
    // Tests.
    .target(
      name: "TestSupport", dependencies: ["Tabular"], path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("TabularTests", ["Tabular"]),
    tests("ParallelismTests", ["Parallelism"]),
    tests("FileIOTests", ["FileIO", "CZstandard"]),
    tests("LinearAlgebraTests", ["LinearAlgebra", "Parallelism"]),
    tests("XMLEventsTests", ["XMLEvents"]),
    tests("ZipArchiveTests", ["ZipArchive", "FileIO"]),
    tests("SpreadsheetTests", ["Spreadsheet", "Tabular", "FileIO", "DelimitedText"]),
    tests("DelimitedTextTests", ["DelimitedText", "Tabular", "FileIO", "JSONText"]),
    tests("JSONTextTests", ["JSONText", "Tabular", "FileIO", "DelimitedText"]),
    tests(
      "FeaturesTests", ["Features", "Tabular", "LinearAlgebra", "Parallelism", "JSONText"]),
    tests(
      "ClassificationTests", ["Classification", "LinearAlgebra", "Parallelism", "JSONText"]),
    tests("EvaluationTests", ["Evaluation", "LinearAlgebra", "Parallelism", "JSONText"]),
    tests("ReportingTests", ["Reporting", "Evaluation", "LinearAlgebra", "JSONText"]),
    tests(
      "ExportingTests",
      [
        "Exporting", "Features", "Classification", "JSONText", "Tabular", "LinearAlgebra", "FileIO",
        "DelimitedText",
      ]),
    tests("PipelineTests", ["Pipeline", "Evaluation", "Tabular", "JSONText"]),
    tests("CommandTests", ["JSONText"], exclude: ["Snapshots"]),
  ]
)
