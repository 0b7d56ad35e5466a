public import RowcastTabular

/// Why a column has its role; Reporting has the words.
public struct RoleReason: Sendable, Hashable {
  /// What its values are like.
  public var finding: Finding
  /// What is further to be known of them.
  public var remarks: [Remark]
  /// The role that the values speak for, where the user chose another one.
  public var ownRole: ColumnRole?

  /// - Parameter ownRole: nil where the column has the role that its values speak for.
  public init(_ finding: Finding, remarks: [Remark] = [], ownRole: ColumnRole? = nil) {
    self.finding = finding
    self.remarks = remarks
    self.ownRole = ownRole
  }

  /// What values of a column are like.
  public enum Finding: Sendable, Hashable, Codable {
    /// No row has a value.
    case noValue
    /// Every row has this number, or this text.
    case alwaysNumber(Double), alwaysText(String)
    /// Rows have this number or nothing.
    case numberOrMissing(Double)
    /// Numbers of a range.
    case numbers(from: Double, to: Double)
    /// Unique whole numbers of 11 digits and more.
    case longNumbers
    /// Whole numbers, unique and increasing with the row, or almost without gaps.
    case runningNumber, rowNumber
    /// Whole numbers in a column with an identifier's name.
    case namedIdentifier(distinct: Int, rows: Int)
    /// Truth values, as such or in two words.
    case truthValues, truthWords
    /// Days, and times or durations, as the file has them.
    case dates, times
    /// Texts that are dates of one order, such with a time of day, and such that are times of day.
    case writtenDates(DateOrder), writtenDateTimes(DateOrder), writtenTimes
    /// Texts that are durations.
    case writtenDurations
    /// Words, so many a value.
    case words(perValue: Double, distinct: Int, rows: Int)
    /// Other texts.
    case texts(Form, distinct: Int, rows: Int)
    /// What the column before it has in every row.
    case same(as: String)
    /// Nothing was asked of the values: the user chose the role.
    case chosen
    /// In words, as older model files have it.
    case told(String)
  }

  /// What texts look like.
  public enum Form: String, Sendable, Hashable, Codable {
    /// Few enough to be names of something.
    case levels
    /// What they are by their looks.
    case addresses, phones, names, codes
    /// Codes, and any texts, of which almost every row has another one.
    case rowCodes, unique
    /// No text stands in five rows.
    case rare
  }

  /// What else values tell.
  public enum Remark: Sendable, Hashable, Codable {
    /// Each can be a day as `20230103`, or a count of seconds since 1970.
    case canBeDays, canBeSeconds
    /// Points were taken for marks of thousands.
    case pointsPartThousands
    /// Rows whose values count as missing: the first of these values.
    case unreadable(rows: Int, values: [String], areMore: Bool)
    /// Texts that are durations of several spellings, numbers some of which have this unit, and numbers
    /// some of which are bounds: none is read as a number.
    case durations, unit(String), bounds
    /// The same of numbers with several units, the most frequent ones.
    case units([String])
    /// Numbers that were read without their unit, of one spelling or two.
    case unitRead([String])
    /// Rows whose bounds were read as their number: the first of them.
    case boundsRead(rows: Int, values: [String], areMore: Bool)
    /// In doubt, it was learned from in each of these roles.
    case tried([RoleTrial])
  }

  /// A role that a column in doubt was tried in.
  public struct RoleTrial: Sendable, Hashable, Codable {
    public var role: ColumnRole
    /// The mean log-loss of rows that were not learned from, in nats.
    public var loss: Double

    public init(role: ColumnRole, loss: Double) {
      self.role = role
      self.loss = loss
    }
  }
}

extension RoleReason {
  /// Whether it says which values count as missing.
  var tellsUnreadable: Bool {
    remarks.contains { if case .unreadable = $0 { true } else { false } }
  }
}

extension RoleReason: Codable {
  private enum CodingKeys: String, CodingKey { case finding, remarks, ownRole }

  /// Reads a reason; older files have a sentence in its place.
  public init(from decoder: any Decoder) throws {
    if let words = try? decoder.singleValueContainer().decode(String.self) {
      self.init(.told(words))
      return
    }
    let values = try decoder.container(keyedBy: CodingKeys.self)
    self.init(
      try values.decode(Finding.self, forKey: .finding),
      remarks: try values.decodeIfPresent([Remark].self, forKey: .remarks) ?? [],
      ownRole: try values.decodeIfPresent(ColumnRole.self, forKey: .ownRole))
  }

  public func encode(to encoder: any Encoder) throws {
    var values = encoder.container(keyedBy: CodingKeys.self)
    try values.encode(finding, forKey: .finding)
    if !remarks.isEmpty { try values.encode(remarks, forKey: .remarks) }
    try values.encodeIfPresent(ownRole, forKey: .ownRole)
  }
}
