/// Which prefix stands for which namespace, at each depth of the elements that are open.
struct NamespaceScopes: Sendable {
  private struct Binding {
    var prefix: UInt64
    var namespace: Int
    var depth: Int
  }

  private var bindings: [Binding] = []
  let vocabulary: XMLVocabulary

  init(_ vocabulary: XMLVocabulary) { self.vocabulary = vocabulary }

  /// How many declarations are in force.
  var count: Int { bindings.count }

  mutating func declare(prefix: UInt64, uri: Span<UInt8>, depth: Int) {
    bindings.append(
      Binding(prefix: prefix, namespace: vocabulary.number(of: uri), depth: depth))
  }

  /// Forgets what was declared below `depth`.
  mutating func leave(depth: Int) {
    while let last = bindings.last, last.depth > depth { bindings.removeLast() }
  }

  /// Takes the namespace of a document's element, where nobody knows it, for the one that documents
  /// of the vocabulary have.
  mutating func adoptUnknown(_ prefix: UInt64) {
    guard let own = vocabulary.ofUnknownDocuments,
      let place = bindings.lastIndex(where: { $0.prefix == prefix }),
      bindings[place].namespace == XMLVocabulary.unknown
    else { return }
    bindings[place].namespace = own
  }

  func namespace(ofPrefix prefix: UInt64) -> Int {
    for binding in bindings.reversed() where binding.prefix == prefix { return binding.namespace }
    return prefix == nameHash(of: Span())
      ? XMLVocabulary.none : XMLVocabulary.unknown
  }
}

/// FNV-1a: names are compared by it where keeping them would mean copying them.
func nameHash(of bytes: Span<UInt8>) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for i in 0..<bytes.count { hash = (hash ^ UInt64(bytes[i])) &* 0x0000_0100_0000_01B3 }
  return hash
}
