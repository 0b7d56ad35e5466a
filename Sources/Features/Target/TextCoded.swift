/// A choice that files hold as the text that it is asked for by.
public protocol TextCoded: Codable {
  /// Reads what ``text`` gives; nil for anything else.
  init?(parsing text: String)
  /// What it is asked for by.
  var text: String { get }
}

extension TextCoded {
  /// - Throws: `DecodingError` for a text that ``init(parsing:)`` does not read.
  public init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    let text = try container.decode(String.self)
    guard let value = Self(parsing: text) else {
      throw DecodingError.dataCorruptedError(
        in: container, debugDescription: "\"\(text)\" is none of \(Self.self)")
    }
    self = value
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    try container.encode(text)
  }
}
