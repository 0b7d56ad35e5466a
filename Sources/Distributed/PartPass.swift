import RowcastFeatures
import RowcastJSONText
import RowcastModeling
import RowcastTabular

/// What is to be done with every row: written by who leads a training, carried to each part.
public struct PartPass: Sendable, Codable {
  private var format = Self.formatName
  private var program = RowcastVersion.current
  /// How lines are read.
  public var lines: LineFormat
  /// The column whose classes are learned.
  var target: String
  /// Whether lines that cannot be read are left out and counted.
  var skipsBad: Bool
  /// The largest mark of a row that is kept as a sample; nil for no bound.
  var bound: UInt64?
  /// What the loss is asked of; nil where rows are counted.
  var question: Question?

  /// What the loss of rows is asked of.
  struct Question: Sendable, Codable {
    var features: FittedFeatures
    var labels: FittedLabels
    var factors: [Double]?
    var point: [Double]
  }

  /// Whether rows are handed out to be kept, too, for the passes that follow.
  package private(set) var keeps: Bool

  /// Whether rows are counted, and no loss is asked for.
  package var isProfile: Bool { question == nil }

  private static let formatName = "rowcast-pass"

  private enum CodingKeys: String, CodingKey {
    case format, program, lines, target, skipsBad, bound, question, keeps
  }

  init(
    lines: LineFormat, target: String, skipsBad: Bool, bound: UInt64? = nil,
    question: Question? = nil, keeps: Bool = false
  ) {
    self.lines = lines
    self.target = target
    self.skipsBad = skipsBad
    self.bound = bound
    self.question = question
    self.keeps = keeps
  }

  /// Reads a pass as ``bytes()`` writes it.
  /// - Throws: ``PartError`` when it is none, or of another version of the program.
  public init(bytes: [UInt8]) throws(PartError) {
    let document = try Self.document(bytes, format: Self.formatName)
    do {
      self = try JSONCoding.decode(Self.self, from: document)
    } catch {
      throw PartError(.notAPart("\(error)"))
    }
    if let question {
      let outputs = question.labels.labels.count == 2 ? 1 : question.labels.labels.count
      guard question.point.count == (question.features.width + 1) * outputs,
        question.factors.map({ $0.count == question.labels.labels.count }) ?? true
      else { throw PartError(.notAPart("the weights do not fit the features")) }
    }
  }

  /// The pass as one line of JSON.
  /// - Throws: ``PartError`` when it cannot be written.
  public func bytes() throws(PartError) -> [UInt8] { try Self.line(self) }

  /// A document of a format, written by this version of the program.
  static func document(_ bytes: [UInt8], format: String) throws(PartError) -> JSONValue {
    let document: JSONValue
    do {
      document = try JSONValue(parsing: bytes)
    } catch {
      throw PartError(.notAPart("\(error)"))
    }
    guard document["format"]?.string == format else {
      throw PartError(.notAPart("its format is not \(format)"))
    }
    let program = document["program"]?.string ?? "of no version"
    guard program == RowcastVersion.current else { throw PartError(.otherProgram(found: program)) }
    return document
  }

  /// A value as one line.
  static func line(_ value: some Encodable) throws(PartError) -> [UInt8] {
    do {
      return Array((try JSONCoding.encode(value).text() + "\n").utf8)
    } catch {
      throw PartError(.notAPart("\(error)"))
    }
  }
}
