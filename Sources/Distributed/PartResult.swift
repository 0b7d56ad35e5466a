import RowcastJSONText
import RowcastTabular

/// What a pass found in some rows: one line, which can be merged with those of other rows in any order.
public struct PartResult: Sendable, Codable, Equatable {
  private var format = Self.formatName
  private var program = RowcastVersion.current
  var profile: PartProfile?
  var losses: PartLoss?

  private static let formatName = "rowcast-part"

  private enum CodingKeys: String, CodingKey { case format, program, profile, losses }

  init(profile: PartProfile) { self.profile = profile }
  init(losses: PartLoss) { self.losses = losses }

  /// Nothing was found in no rows.
  public init(of pass: PartPass) {
    if let question = pass.question {
      losses = PartLoss(dimension: question.point.count)
    } else {
      profile = PartProfile(bound: pass.bound ?? .max)
    }
  }

  /// Reads a line as ``bytes()`` writes it.
  /// - Throws: ``PartError`` when it is none, or of another version of the program.
  public init(bytes: [UInt8]) throws(PartError) {
    let document = try PartPass.document(bytes, format: Self.formatName)
    do {
      self = try JSONCoding.decode(Self.self, from: document)
    } catch {
      throw PartError(.notAPart("\(error)"))
    }
    let counts = (profile?.counts ?? []) + (losses?.counts ?? [])
    guard counts.allSatisfy({ $0 >= 0 && $0 < Self.most }) else {
      throw PartError(.notAPart("more rows than there can be"))
    }
  }

  /// Counts of all parts of which each is below this add up without overflow.
  private static let most = 1 << 48

  /// The result as one line of JSON.
  /// - Throws: ``PartError`` when it cannot be written.
  public func bytes() throws(PartError) -> [UInt8] { try PartPass.line(self) }

  /// Rows read, those of columns' names and those that could not be read counted: what the engine counts.
  public var lines: Int {
    if let profile { return profile.rows + profile.headers + profile.skipped }
    if let losses { return losses.rows + losses.headers + losses.skipped }
    return 0
  }

  /// Adds what was found in other rows.
  /// - Throws: ``PartError`` when that is the result of another pass.
  public mutating func merge(_ other: PartResult) throws(PartError) {
    if var own = profile, let others = other.profile {
      profile = nil
      own.merge(others)
      profile = own
    } else if var own = losses, let others = other.losses,
      own.gradient.count == others.gradient.count
    {
      losses = nil
      own.merge(others)
      losses = own
    } else {
      throw PartError(.notAPart("results of different passes cannot be merged"))
    }
  }
}
