internal import RowcastFeatures
public import RowcastJSONText
internal import RowcastTabular

extension FittedOddRows {
  private static let formatName = "rowcast-odd-rows"
  private static let currentVersion = 1

  /// What stands in the file: the plan, the counts and the laws; all else follows from them.
  private struct File: Codable {
    var format = FittedOddRows.formatName
    var formatVersion = FittedOddRows.currentVersion
    var program: String
    var rowCount: Int
    var plan: OddPlan
    var laws: OddLaws
    var traits: [[[UInt32]]]
    var trigrams: [SparseCounts]
    var pairs: [SparseCounts]
    var subspaces: [SparseCounts]
  }

  /// The model file, byte for byte: JSON. The same rows and seed give the same bytes.
  /// - Throws: ``OddModelError`` when it cannot be written as JSON.
  public func bytes() throws(OddModelError) -> [UInt8] {
    let file = File(
      program: program, rowCount: tally.rowCount, plan: plan, laws: laws, traits: tally.traits,
      trigrams: tally.trigrams.map(SparseCounts.init), pairs: tally.pairs.map(SparseCounts.init),
      subspaces: tally.subspaces.map(SparseCounts.init))
    do {
      return Array((try JSONCoding.encode(file).text() + "\n").utf8)
    } catch {
      throw OddModelError(.damaged("\(error)"))
    }
  }

  /// Reads a model file.
  /// - Throws: ``OddModelError`` for bytes that are no such file, are damaged, or were written by a
  ///   newer version.
  public init(bytes: [UInt8]) throws(OddModelError) {
    let document: JSONValue
    do {
      document = try JSONValue(parsing: bytes)
    } catch {
      throw OddModelError(.notJSON(error))
    }
    guard document["format"]?.string == Self.formatName else { throw OddModelError(.notAModel) }
    guard let version = document["formatVersion"]?.integer else {
      throw OddModelError(.damaged("it has no format version"))
    }
    guard version <= Self.currentVersion else {
      throw OddModelError(.newerFormat(version, program: document["program"]?.string))
    }
    let file: File
    do {
      file = try JSONCoding.decode(File.self, from: document)
    } catch {
      throw OddModelError(.damaged("\(error)"))
    }
    guard file.plan.isSound, file.laws.isSound(columns: file.plan.columns.count),
      file.rowCount >= 0, let tally = Self.tally(file)
    else { throw OddModelError(.damaged("its parts do not fit together")) }
    self.init(file.plan, tally, file.laws, program: file.program)
  }

  /// The counts, when there are as many as the plan has use for.
  private static func tally(_ file: File) -> OddTally? {
    var tally = file.plan.emptyTally
    func all(_ parts: [SparseCounts], as empty: [[UInt32]]) -> [[UInt32]]? {
      guard parts.count == empty.count else { return nil }
      let all = zip(parts, empty).compactMap { $0.all(size: $1.count) }
      return all.count == empty.count ? all : nil
    }
    guard file.traits.map({ $0.map(\.count) }) == tally.traits.map({ $0.map(\.count) }),
      let trigrams = all(file.trigrams, as: tally.trigrams),
      let pairs = all(file.pairs, as: tally.pairs),
      let subspaces = all(file.subspaces, as: tally.subspaces)
    else { return nil }
    tally.rowCount = file.rowCount
    tally.traits = file.traits
    tally.trigrams = trigrams
    tally.pairs = pairs
    tally.subspaces = subspaces
    return tally
  }
}

/// Why a file is no model of odd rows, or does not fit the rows.
public struct OddModelError: Error, Sendable, Hashable, CustomStringConvertible {
  /// What is wrong.
  public enum Reason: Sendable, Hashable {
    /// The bytes are no JSON.
    case notJSON(JSONError)
    /// The bytes are JSON of another kind.
    case notAModel
    /// The file was written by a newer program, whose version it may tell.
    case newerFormat(Int, program: String?)
    /// A member is missing, of another type, or does not fit the others.
    case damaged(String)
    /// The rows lack columns that were learned from.
    case missingColumns([String], available: [String])
  }

  /// What is wrong.
  public let reason: Reason

  /// An error by its reason.
  public init(_ reason: Reason) { self.reason = reason }

  public var description: String {
    switch reason {
    case .notJSON(let error): "this is no model of odd rows: \(error)"
    case .notAModel: "this is JSON but no model of odd rows (`rowcast odd --fit` writes them)"
    case .newerFormat(let version, let program):
      "the model of odd rows was written in format \(version)"
        + "\(program.map { ", by rowcast \($0)" } ?? ""), which this rowcast "
        + "\(RowcastVersion.current) does not know: use a newer rowcast"
    case .damaged(let what): "the model of odd rows is damaged: \(what)"
    case .missingColumns(let names, _):
      "the model of odd rows needs the column \"\(names.first ?? "")\""
        + (names.count > 1 ? " (and \(names.count - 1) more)" : "") + ", which is not there"
    }
  }
}
