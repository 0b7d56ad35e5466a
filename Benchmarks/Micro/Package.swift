// swift-tools-version: 6.2
import PackageDescription

let modules = [
  "Tabular", "Machine", "JSONText", "LinearAlgebra", "Classification", "Evaluation", "Modeling",
]

let package = Package(
  name: "micro",
  platforms: [.macOS(.v26)],
  dependencies: [.package(name: "rowcast", path: "../..")],
  targets: [
    .executableTarget(
      name: "micro",
      dependencies: modules.map { .product(name: "Rowcast\($0)", package: "rowcast") })
  ])
