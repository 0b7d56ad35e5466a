/// Refuses a decoded model whose parts do not fit each other.
func requireDecoded(_ fits: Bool, _ what: String, _ decoder: any Decoder) throws {
  guard fits else {
    throw DecodingError.dataCorrupted(
      .init(codingPath: decoder.codingPath, debugDescription: what))
  }
}
