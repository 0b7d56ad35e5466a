import Foundation
public import Testing

/// A real program that tests check against when it is installed: `.ci/setup.sh programs`.
public enum RealPart: Sendable, CustomStringConvertible {
  case browser
  case office
  case python(modules: [String])
  /// The folder of PostgreSQL's programs.
  case postgres
  case sqlite

  public var description: String {
    switch self {
    case .browser: "Chromium"
    case .office: "LibreOffice Calc"
    case .python(let modules): "Python with " + modules.joined(separator: ", ")
    case .postgres: "PostgreSQL"
    case .sqlite: "sqlite3"
    }
  }

  /// The program's path, or nil when it is not installed or lacks a module.
  public var path: String? {
    switch self {
    case .browser:
      RealPart.find(["chromium", "chromium-browser", "google-chrome"])
        ?? RealPart.executable(
          "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome")
    case .office:
      RealPart.find(["soffice", "libreoffice"])
        ?? RealPart.executable("/Applications/LibreOffice.app/Contents/MacOS/soffice")
    case .python(let modules):
      RealPart.python(importing: modules)
    case .sqlite: RealPart.find(["sqlite3"])
    case .postgres: RealPart.postgresFolder
    }
  }

  /// Debian keeps them beside each other's versions, off the path.
  private static var postgresFolder: String? {
    let versions = "/usr/lib/postgresql"
    let installed = (try? FileManager.default.contentsOfDirectory(atPath: versions)) ?? []
    let folders =
      installed.sorted().reversed().map { "\(versions)/\($0)/bin" }
      + [find(["initdb"]).map { ($0 as NSString).deletingLastPathComponent }].compactMap { $0 }
    return folders.first { executable($0 + "/initdb") != nil && find(["psql"]) != nil }
  }

  private static func executable(_ path: String) -> String? {
    FileManager.default.isExecutableFile(atPath: path) ? path : nil
  }

  private static func find(_ names: [String]) -> String? {
    let folders = (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
    for name in names {
      for folder in folders {
        if let found = executable("\(folder)/\(name)") { return found }
      }
    }
    return nil
  }

  /// The interpreter of the tests' own environment, or the first on the path that has the modules.
  private static func python(importing modules: [String]) -> String? {
    let variables = ProcessInfo.processInfo.environment
    let home = variables["HOME"] ?? ""
    let own = variables["ROWCAST_TEST_VENV"] ?? home + "/.cache/rowcast-test-venv"
    let candidates = [executable(own + "/bin/python"), find(["python3"])].compactMap { $0 }
    return candidates.first { interpreter in
      let process = Process()
      process.executableURL = URL(fileURLWithPath: interpreter)
      process.arguments = ["-c", modules.map { "import \($0)" }.joined(separator: "\n")]
      process.standardError = FileHandle.nullDevice
      process.standardInput = FileHandle.nullDevice
      guard (try? process.run()) != nil else { return false }
      process.waitUntilExit()
      return process.terminationStatus == 0
    }
  }
}

extension Trait where Self == ConditionTrait {
  /// Skips the test, with a line that says why, when a real program is not installed.
  public static func requires(_ part: RealPart) -> ConditionTrait {
    .enabled("\(part) is not installed: .ci/setup.sh programs") { part.path != nil }
  }
}
