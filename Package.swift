// swift-tools-version: 6.2
import PackageDescription

// The strict settings every target shares; they change nothing for a package that depends on Rowcast.
let settings: [SwiftSetting] = [
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  // Storage owners lend their bytes as spans.
  .enableExperimentalFeature("Lifetimes"),
  .treatAllWarnings(as: .error),
]

/// A library target whose imports are exactly `dependencies`: the layers of the house. Modules carry
/// a prefix, so that an app's own `Features` or `Reporting` can live beside them; folders do not.
/// In a strict one every unsafe expression is marked.
func stage(_ name: String, _ dependencies: [String] = [], strict: Bool = false) -> Target {
  .target(
    name: "Rowcast\(name)", dependencies: dependencies.map(module), path: "Sources/\(name)",
    swiftSettings: settings + (strict ? [.strictMemorySafety()] : []))
}

/// A stage by its folder's name, or a C library.
func module(_ name: String) -> Target.Dependency {
  .byName(name: stages.contains(name) ? "Rowcast\(name)" : name)
}

func tests(
  _ name: String, _ dependencies: [String], exclude: [String] = []
) -> Target {
  .testTarget(
    name: name, dependencies: dependencies.map(module), path: "Tests/\(name)",
    exclude: exclude, swiftSettings: settings)
}

func system(_ name: String, pkgConfig: String, apt: String, brew: String) -> Target {
  .systemLibrary(
    name: "CRowcast\(name)", path: "Sources/System/C\(name)", pkgConfig: pkgConfig,
    providers: [.apt([apt]), .brew([brew])])
}

let stages = [
  "Tabular", "Machine", "LinearAlgebra", "FileIO", "XMLEvents", "ZipArchive", "Encryption",
  "Spreadsheet", "DelimitedText", "JSONText", "JSONSchema", "Parquet", "Databases", "Shaping",
  "Comparison", "Features", "Classification", "Evaluation",
  "Explaining", "Modeling", "Distributed", "OddRows", "Profile", "Reporting", "ActivationLab",
  "Exporting", "Pipeline",
  "Foundation",
]

let package = Package(
  name: "rowcast",
  platforms: [.macOS(.v26)],
  products: [.library(name: "Rowcast", targets: ["Rowcast"])]
    + stages.map { .library(name: "Rowcast\($0)", targets: ["Rowcast\($0)"]) }
    + [.executable(name: "rowcast", targets: ["rowcast-tool"])],
  traits: [
    .trait(
      name: "Program",
      description:
        "The program. Packages that import stages leave it out, and ArgumentParser with it."),
    .default(enabledTraits: ["Program"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.5.0")
  ],
  targets: [
    // Floor 0: the values that flow, and the bytes they come from.
    stage("Tabular", ["Machine"], strict: true),
    stage("Machine", ["CRowcastSystem"], strict: true),
    stage("LinearAlgebra", ["Machine", "CRowcastKernels"], strict: true),
    stage("FileIO", ["Machine", "CRowcastISAL", "CRowcastZstandard"], strict: true),
    stage("XMLEvents", ["Machine"], strict: true),
    stage("ZipArchive", ["Machine", "FileIO", "CRowcastLibzip", "CRowcastZlib"], strict: true),
    stage("Encryption", ["FileIO", "XMLEvents", "CRowcastCrypto"], strict: true),
    // Floor 1: one format or one step of learning each.
    stage(
      "Spreadsheet",
      [
        "Tabular", "Machine", "FileIO", "ZipArchive", "XMLEvents", "Encryption",
        "CRowcastXLSXWriter",
      ], strict: true),
    stage(
      "DelimitedText", ["Tabular", "Machine", "FileIO", "JSONText", "CRowcastVectors"], strict: true
    ),
    stage("JSONText", ["Tabular", "Machine", "FileIO"], strict: true),
    stage("JSONSchema", ["Tabular", "Machine", "JSONText"], strict: true),
    stage("Parquet", ["Tabular", "Machine", "FileIO"], strict: true),
    stage("Databases", ["Tabular", "FileIO", "CRowcastSQLite"], strict: true),
    stage("Shaping", ["Tabular", "Machine", "LinearAlgebra"], strict: true),
    stage("Comparison", ["Tabular", "Machine", "LinearAlgebra", "FileIO"], strict: true),
    // Values of Foundation in cells, for those who have Foundation anyway.
    stage("Foundation", ["Tabular"], strict: true),
    stage("Features", ["Tabular", "LinearAlgebra", "Machine"], strict: true),
    stage("Classification", ["LinearAlgebra", "Machine"], strict: true),
    stage("Evaluation", ["LinearAlgebra", "Machine"], strict: true),
    // Floor 2: what people and other programs are handed.
    stage(
      "Explaining", ["Tabular", "Machine", "LinearAlgebra", "Features", "Classification"],
      strict: true),
    stage(
      "Modeling",
      [
        "Tabular", "Machine", "LinearAlgebra", "JSONText", "Features", "Classification",
        "Evaluation", "Explaining",
      ],
      strict: true),
    stage(
      "Distributed",
      [
        "Tabular", "Machine", "LinearAlgebra", "FileIO", "DelimitedText", "JSONText", "Features",
        "Modeling",
      ],
      strict: true),
    stage(
      "OddRows", ["Tabular", "Machine", "LinearAlgebra", "JSONText", "Features"], strict: true),
    stage(
      "Profile", ["Tabular", "Machine", "LinearAlgebra", "Features", "OddRows"], strict: true),
    stage(
      "Reporting",
      [
        "Modeling", "Explaining", "OddRows", "Profile", "Features", "Classification", "Evaluation",
        "Comparison", "Spreadsheet", "JSONSchema", "JSONText", "Tabular", "Machine",
      ],
      strict: true),
    stage(
      "ActivationLab", ["Classification", "LinearAlgebra", "Machine", "JSONText", "Reporting"],
      strict: true),
    stage(
      "Exporting",
      [
        "Tabular", "LinearAlgebra", "FileIO", "Features", "Classification", "Evaluation",
        "JSONText",
        "Spreadsheet",
      ],
      strict: true),
    // Floor 3: the driver.
    stage(
      "Pipeline",
      [
        "Tabular", "Machine", "LinearAlgebra", "FileIO", "XMLEvents", "ZipArchive", "Encryption",
        "Spreadsheet", "DelimitedText", "JSONText", "JSONSchema", "Parquet", "Databases",
        "Shaping", "Comparison", "Features", "Classification", "Evaluation", "Modeling",
        "Explaining", "Distributed", "OddRows", "Profile", "Reporting", "Exporting",
        "CRowcastYAML",
      ],
      strict: true),
    .target(
      name: "Rowcast",
      dependencies: stages.filter { $0 != "Foundation" }.map(module), swiftSettings: settings),
    // Floor 4: the command line. The target has another name than the product because `Rowcast`
    // and `rowcast` would share one module file on a case-insensitive disk.
    .executableTarget(
      name: "rowcast-tool",
      dependencies: [
        module("Pipeline"), module("ActivationLab"), module("Reporting"), module("Modeling"),
        module("Features"),
        module("Spreadsheet"), module("DelimitedText"), module("FileIO"), module("Machine"),
        module("Encryption"),
        module("Tabular"), "CRowcastMemory",
        .product(
          name: "ArgumentParser", package: "swift-argument-parser",
          condition: .when(traits: ["Program"])),
      ],
      // `rowcast spark` writes its driver out.
      resources: [.embedInCode("Engines/rowcast_spark.py")],
      swiftSettings: settings + [.strictMemorySafety()]),
    // The C libraries of the system, and of the processor.
    .systemLibrary(name: "CRowcastSystem", path: "Sources/System/CSystem"),
    .systemLibrary(name: "CRowcastVectors", path: "Sources/System/CVectors"),
    .target(name: "CRowcastKernels", path: "Sources/System/CKernels"),
    .target(name: "CRowcastMemory", path: "Sources/System/CMemory"),
    system("Libzip", pkgConfig: "libzip", apt: "libzip-dev", brew: "libzip"),
    system("ISAL", pkgConfig: "libisal", apt: "libisal-dev", brew: "isa-l"),
    system("Zlib", pkgConfig: "zlib", apt: "zlib1g-dev", brew: "zlib"),
    system("Zstandard", pkgConfig: "libzstd", apt: "libzstd-dev", brew: "zstd"),
    system("Crypto", pkgConfig: "libcrypto", apt: "libssl-dev", brew: "openssl@3"),
    system("XLSXWriter", pkgConfig: "xlsxwriter", apt: "libxlsxwriter-dev", brew: "libxlsxwriter"),
    system("SQLite", pkgConfig: "sqlite3", apt: "libsqlite3-dev", brew: "sqlite"),
    system("YAML", pkgConfig: "yaml-0.1", apt: "libyaml-dev", brew: "libyaml"),
    // Tests.
    .target(
      name: "TestSupport", dependencies: ["Tabular", "Machine"].map(module),
      path: "Tests/TestSupport",
      swiftSettings: settings),
    tests("TabularTests", ["Tabular", "TestSupport"]),
    tests("FoundationTests", ["Foundation", "Tabular"]),
    tests("MachineTests", ["Machine", "TestSupport"]),
    tests("FileIOTests", ["FileIO", "TestSupport"]),
    tests("LinearAlgebraTests", ["LinearAlgebra", "Machine", "CRowcastKernels"]),
    tests("XMLEventsTests", ["XMLEvents"]),
    tests("ZipArchiveTests", ["ZipArchive", "FileIO", "Machine", "TestSupport"]),
    tests("EncryptionTests", ["Encryption", "FileIO"]),
    tests(
      "SpreadsheetTests",
      ["Spreadsheet", "Tabular", "FileIO", "Encryption", "DelimitedText", "TestSupport"]),
    tests("DelimitedTextTests", ["DelimitedText", "Tabular", "FileIO", "JSONText", "TestSupport"]),
    tests("JSONTextTests", ["JSONText", "Tabular", "FileIO", "DelimitedText", "TestSupport"]),
    tests("ParquetTests", ["Parquet", "Tabular", "FileIO", "DelimitedText", "TestSupport"]),
    tests("DatabasesTests", ["Databases", "Tabular", "FileIO", "DelimitedText", "TestSupport"]),
    tests("JSONSchemaTests", ["JSONSchema", "JSONText", "Tabular", "TestSupport"]),
    tests("ShapingTests", ["Shaping", "Tabular", "FileIO", "DelimitedText", "TestSupport"]),
    tests(
      "ComparisonTests",
      [
        "Comparison", "Shaping", "Tabular", "Machine", "LinearAlgebra", "FileIO",
        "DelimitedText", "JSONText",
      ]),
    tests(
      "FeaturesTests",
      ["Features", "Tabular", "LinearAlgebra", "Machine", "JSONText", "TestSupport"]),
    tests(
      "ClassificationTests", ["Classification", "LinearAlgebra", "Machine", "TestSupport"]),
    tests("ActivationLabTests", ["ActivationLab"]),
    tests("EvaluationTests", ["Evaluation", "LinearAlgebra", "Machine", "JSONText"]),
    tests(
      "ModelingTests",
      [
        "Modeling", "Pipeline", "Classification", "Explaining", "Features", "Evaluation",
        "LinearAlgebra", "Machine", "Tabular", "TestSupport",
      ]),
    tests(
      "DistributedTests",
      [
        "Distributed", "Modeling", "Features", "Evaluation", "Tabular", "TestSupport",
      ]),
    tests("OddRowsTests", ["OddRows", "LinearAlgebra", "Machine", "Tabular"]),
    tests("ProfileTests", ["Profile", "Features", "LinearAlgebra", "Tabular", "TestSupport"]),
    tests(
      "ReportingTests",
      [
        "Reporting", "Modeling", "Explaining", "OddRows", "Profile", "Comparison", "Spreadsheet",
        "Features",
        "Classification", "Evaluation", "Machine", "LinearAlgebra", "JSONText", "Tabular",
        "TestSupport",
      ]),
    tests(
      "ExportingTests",
      [
        "Exporting", "Explaining", "Features", "Classification", "Evaluation", "JSONText",
        "Tabular", "LinearAlgebra", "FileIO", "DelimitedText", "Spreadsheet", "TestSupport",
      ]),
    tests(
      "PipelineTests",
      [
        "Pipeline", "Modeling", "Reporting", "Classification", "Encryption", "Evaluation",
        "Features", "JSONSchema", "JSONText", "Spreadsheet", "Tabular", "TestSupport",
      ]),
    tests("CommandTests", ["TestSupport"], exclude: ["Snapshots"]),
  ]
)

// Only `make documentation` asks for it: who imports a stage has nothing to resolve.
if Context.environment["ROWCAST_DOCUMENTATION"] != nil {
  package.dependencies.append(
    .package(url: "https://github.com/swiftlang/swift-docc-plugin", from: "1.4.0"))
}

// ROWCAST_ONLY="SpreadsheetTests FileIOTests" keeps these targets and what they need: a change of one
// stage is built and tested in a fifth of the time, and so are the sanitizers' runs.
if let only = Context.environment["ROWCAST_ONLY"] {
  let targets = Dictionary(uniqueKeysWithValues: package.targets.map { ($0.name, $0) })
  var kept = Set<String>()
  var next = only.split(separator: " ").map(String.init)
  while let name = next.popLast() {
    guard let target = targets[name], kept.insert(name).inserted else { continue }
    for case .byNameItem(let needed, _) in target.dependencies { next.append(needed) }
  }
  package.targets.removeAll { !kept.contains($0.name) }
  package.products.removeAll { $0.name != "rowcast" || !kept.contains("rowcast-tool") }
  if !kept.contains("rowcast-tool") { package.dependencies = [] }
}
