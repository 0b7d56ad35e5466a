internal import RowcastTabular

/// Tells quantities from numbers that only name their row.
struct NumberRole {
  let name: String
  let values: [Double]
  let moments: Moments

  /// The fewest rows from which a running number can be told from a quantity.
  static let fewestRows = 20

  /// The role, the reason, and what else could be asked for.
  func found() -> (role: ColumnRole, reason: RoleReason, remedy: Remedy?) {
    let (low, high) = (moments.minimum, moments.maximum)
    if moments.count == 0 { return (.constant, RoleReason(.noValue), nil) }
    if low == high {
      if moments.missing == 0 { return (.constant, RoleReason(.alwaysNumber(low)), nil) }
      return (.numeric, RoleReason(.numberOrMissing(low)), nil)
    }
    if let finding = identifier() {
      let remedy = Remedy(.role, column: name, ColumnRole.numeric.rawValue)
      return (.identifier, RoleReason(finding), remedy)
    }
    let moment = moment
    return (
      .numeric,
      RoleReason(.numbers(from: low, to: high), remarks: moment.map { [$0.remark] } ?? []),
      moment?.remedy
    )
  }

  /// What whole numbers can be besides quantities, with what reads them so: days as `20230103`,
  /// seconds since 1970.
  private var moment: (remark: RoleReason.Remark, remedy: Remedy)? {
    if moments.minimum >= 1900_01_01, moments.maximum <= 2100_12_31,
      values.allSatisfy({ !$0.isFinite || Self.isDay($0) })
    {
      return (.canBeDays, Remedy(.dateFormat, column: name, "%Y%m%d"))
    }
    // The years 2000 to 2050.
    if moments.minimum >= 946_684_800, moments.maximum < 2_524_608_000, NameHint.isOfTime(name) {
      return (.canBeSeconds, Remedy(.dateFormat, column: name, "%s"))
    }
    return nil
  }

  private static func isDay(_ value: Double) -> Bool {
    guard let whole = Int(exactly: value) else { return false }
    return CivilDate(year: whole / 10_000, month: whole / 100 % 100, day: whole % 100).isValid
  }

  /// Why the numbers are an identifier, or nil when they are a quantity.
  private func identifier() -> RoleReason.Finding? {
    guard moments.count >= Self.fewestRows, !NameHint.isYear(name) else { return nil }
    if moments.minimum >= 1e10, !NameHint.isOfTime(name),
      values.allSatisfy({ !$0.isFinite || $0 == $0.rounded() }),
      Set(values.lazy.filter(\.isFinite)).count == moments.count
    {
      return .longNumbers
    }
    guard values.allSatisfy({ !$0.isFinite || ($0 == $0.rounded() && $0.magnitude < 0x1p53) })
    else { return nil }
    let span = moments.maximum - moments.minimum + 1
    let density = Double(moments.count) / span
    let isNamed = NameHint.isIdentifier(name)
    if density >= 0.5 || isNamed {
      let distinct = distinctCount(span: span)
      let isUnique = distinct == moments.count
      if isUnique, moments.missing == 0, density >= 0.5, isIncreasing {
        return .runningNumber
      }
      if isUnique, density >= 0.75 {
        return .rowNumber
      }
      if isNamed, Double(distinct) >= 0.5 * Double(moments.count) {
        return .namedIdentifier(distinct: distinct, rows: moments.count)
      }
    }
    return nil
  }

  /// How many different whole numbers there are, where the name says that they are codes of persons,
  /// things or places and each stands in several rows; else nil.
  var recurringCodes: Int? {
    guard NameHint.isOfCodes(name), moments.count >= Self.fewestRows,
      values.allSatisfy({ !$0.isFinite || ($0 == $0.rounded() && $0.magnitude < 0x1p53) })
    else { return nil }
    let distinct = distinctCount(span: moments.maximum - moments.minimum + 1)
    return distinct > 2 && distinct * Self.rowsOfCode <= moments.count ? distinct : nil
  }

  /// Rows of a code, in the mean, from which it may have a weight of its own.
  private static let rowsOfCode = 5

  private var isIncreasing: Bool {
    for i in 1..<values.count where !(values[i] > values[i - 1]) { return false }
    return true
  }

  private func distinctCount(span: Double) -> Int {
    if span <= Double(moments.count) * 8 + 1024 {
      var seen = [Bool](repeating: false, count: Int(span))
      var distinct = 0
      for value in values where value.isFinite {
        let place = Int(value - moments.minimum)
        if !seen[place] {
          seen[place] = true
          distinct += 1
        }
      }
      return distinct
    }
    return Set(values.lazy.filter(\.isFinite)).count
  }
}

/// What the name of a column says about it.
package enum NameHint {
  private static let identifiers: Set<String> = [
    "id", "ids", "uuid", "guid", "rowid", "rownumber", "rownum", "row", "index", "idx", "nr",
    "key", "record", "serial", "unnamed", "rownames", "pk",
  ]

  /// Whether a word of the name is one for identifiers.
  static func isIdentifier(_ name: String) -> Bool {
    words(name).contains { identifiers.contains($0) }
  }

  /// Whether the column is named as codes of rows, of whom they belong to, or of places.
  static func isOfCodes(_ name: String) -> Bool {
    words(name).contains { identifiers.contains($0) || $0 == "code" || $0 == "no" }
      || isOfOwners(name) || isOfPlaceCodes(name)
  }

  private static let placeCodes: Set<String> = [
    "zip", "zipcode", "zipcodes", "postcode", "postal", "postalcode", "plz", "postleitzahl",
  ]

  /// Whether a word of the name is one for codes of places: numbers of which half is no quantity.
  package static func isOfPlaceCodes(_ name: String) -> Bool {
    words(name).contains { word in
      placeCodes.contains(word) || placeCodes.contains(String(word.prefix { !$0.isNumber }))
    }
  }

  private static let peopleNames: Set<String> = [
    "name", "names", "fullname", "firstname", "lastname", "surname", "forename", "nachname",
    "vorname", "nom", "pr\u{E9}nom", "prenom", "nombre", "apellido", "apellidos", "cognome",
    "\u{59D3}\u{540D}", "\u{540D}\u{524D}", "\u{6C0F}\u{540D}",
  ]
  private static let nameOwners: Set<String> = [
    "product", "item", "article", "brand", "model", "file", "game", "movie", "film", "song",
    "book", "course", "dish", "recipe", "species", "shop", "store", "place", "city", "country",
  ]

  /// Whether the column is named as one of the names of people: `name`, `Last Name`, not
  /// `product name`.
  static func isOfPeople(_ name: String) -> Bool {
    let words = words(name)
    return words.contains { peopleNames.contains($0) }
      && !words.contains { nameOwners.contains($0) }
  }

  private static let owners: Set<String> = [
    "patient", "person", "subject", "participant", "customer", "client", "user", "member",
    "household", "family", "account", "session", "device", "machine", "student", "employee",
  ]

  /// Whether the column is named as whom its rows belong to: several rows may be of one.
  static func isOfOwners(_ name: String) -> Bool { words(name).contains { owners.contains($0) } }

  private static let timeNames: Set<String> = [
    "time", "timestamp", "epoch", "ts", "date", "datetime", "created", "updated", "at",
  ]

  /// Whether a word of the name is one for moments.
  static func isOfTime(_ name: String) -> Bool {
    words(name).contains { timeNames.contains($0) }
  }

  static func isYear(_ name: String) -> Bool { name.lowercased().contains("year") }

  /// The lower-cased words of a name: parted at other characters and where a capital begins one.
  static func words(_ name: String) -> [String] {
    var words: [String] = []
    var word = ""
    var wasLower = false
    for character in name {
      let isWord = character.isLetter || character.isNumber
      if !isWord || (character.isUppercase && wasLower) {
        if !word.isEmpty { words.append(word) }
        word = ""
      }
      if isWord { word.append(contentsOf: character.lowercased()) }
      wasLower = character.isLowercase
    }
    if !word.isEmpty { words.append(word) }
    return words
  }
}
