internal import RowcastMachine

/// Cuts a text into terms.
///
/// Words are runs of letters, digits, marks and `_`, in lower case. In scripts that part words by
/// no blank (``Script``) each character is a word, and so are neighbours of two. Runs of several
/// words are joined by a blank; runs of characters inside a word or between blanks, with a blank for
/// each border, are marked by `~`.
struct Tokenizer: Sendable {
  let options: TextOptions

  /// The terms of one text: bytes in one buffer, reused from text to text.
  struct Terms {
    fileprivate(set) var bytes: [UInt8] = []
    /// Where each term begins and ends.
    fileprivate(set) var places: [Range<Int>] = []
    fileprivate var words: [Range<Int>] = []
    fileprivate var wordBytes: [UInt8] = []

    /// Reads each term.
    func forEach(_ body: (Span<UInt8>) -> Void) {
      let bytes = bytes[...]
      let all = bytes.span
      for place in places { body(all.extracting(place)) }
    }
  }

  /// Puts the terms of a text into `terms`, in the order of the text for each kind of term.
  func cut(_ text: Span<UInt8>, into terms: inout Terms) {
    terms.bytes.removeAll(keepingCapacity: true)
    terms.places.removeAll(keepingCapacity: true)
    terms.words.removeAll(keepingCapacity: true)
    terms.wordBytes.removeAll(keepingCapacity: true)
    let cutsWords = options.shortestCharacters > 0 && options.runs != .pieces
    if options.words > 0 || cutsWords { findWords(text, in: &terms) }
    if options.words > 0 { joinWords(&terms) }
    guard options.shortestCharacters > 0 else { return }
    if options.runs == .pieces {
      terms.words.removeAll(keepingCapacity: true)
      terms.wordBytes.removeAll(keepingCapacity: true)
      findPieces(text, in: &terms)
    }
    cutCharacters(&terms)
  }

  private func findWords(_ text: Span<UInt8>, in terms: inout Terms) {
    var start = 0  // of the word at hand, in wordBytes
    var length = 0  // its characters
    func end() {
      if length >= options.shortestWord {
        terms.words.append(start..<terms.wordBytes.count)
      } else {
        terms.wordBytes.removeLast(terms.wordBytes.count - start)
      }
      start = terms.wordBytes.count
      length = 0
    }
    var before = 0..<0  // the character before, in a script without blanks
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte < 0x80 {
        i += 1
        before = 0..<0
        switch byte {
        case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "_"):
          terms.wordBytes.append(byte)
          length += 1
        case UInt8(ascii: "A")...UInt8(ascii: "Z"):
          terms.wordBytes.append(byte | 0x20)
          length += 1
        case UInt8(ascii: "0")...UInt8(ascii: "9"):
          terms.wordBytes.append(options.maskDigits ? UInt8(ascii: "0") : byte)
          length += 1
        case UInt8(ascii: "$"), UInt8(ascii: "!"), UInt8(ascii: "?"):
          end()
          if options.symbols {
            // "!!!" is another word than "!"; longer runs are cut at three.
            var run = 1
            while i < text.count, text[i] == byte {
              run += 1
              i += 1
            }
            for _ in 0..<min(run, 3) { terms.wordBytes.append(byte) }
            terms.words.append(start..<terms.wordBytes.count)
            start = terms.wordBytes.count
          }
        default: end()
        }
        continue
      }
      let (scalar, width) = UTF8Scalar.decode(text, at: i)
      let source = i..<(i + width)
      i += width
      if Script.hasNoBlanks(scalar.value) {
        end()
        let place = terms.wordBytes.count
        terms.wordBytes.append(contentsOf: text.extracting(source))
        terms.words.append(place..<terms.wordBytes.count)
        if !before.isEmpty {
          let pair = terms.wordBytes.count
          terms.wordBytes.append(contentsOf: text.extracting(before))
          terms.wordBytes.append(contentsOf: text.extracting(source))
          terms.words.append(pair..<terms.wordBytes.count)
        }
        before = source
        start = terms.wordBytes.count
        continue
      }
      before = 0..<0
      let properties = scalar.properties
      if properties.isAlphabetic || properties.numericType != nil
        || properties.generalCategory == .nonspacingMark
      {
        terms.wordBytes.append(contentsOf: properties.lowercaseMapping.utf8)
        length += 1
      } else {
        end()
        if options.symbols, properties.generalCategory == .currencySymbol {
          terms.wordBytes.append(contentsOf: text.extracting(source))
          terms.words.append(start..<terms.wordBytes.count)
          start = terms.wordBytes.count
        }
      }
    }
    end()
  }

  /// What stands between blanks, in lower case; digits stay.
  private func findPieces(_ text: Span<UInt8>, in terms: inout Terms) {
    var start = 0
    func end() {
      if terms.wordBytes.count > start { terms.words.append(start..<terms.wordBytes.count) }
      start = terms.wordBytes.count
    }
    var i = 0
    while i < text.count {
      let byte = text[i]
      if byte < 0x80 {
        i += 1
        switch byte {
        case 0...0x20, 0x7F: end()
        case UInt8(ascii: "A")...UInt8(ascii: "Z"): terms.wordBytes.append(byte | 0x20)
        default: terms.wordBytes.append(byte)
        }
        continue
      }
      let (scalar, width) = UTF8Scalar.decode(text, at: i)
      i += width
      if CharacterKind.isBlank(scalar) {
        end()
      } else {
        terms.wordBytes.append(contentsOf: scalar.properties.lowercaseMapping.utf8)
      }
    }
    end()
  }

  private func joinWords(_ terms: inout Terms) {
    for (i, word) in terms.words.enumerated() {
      let start = terms.bytes.count
      terms.bytes.append(contentsOf: terms.wordBytes[word])
      terms.places.append(start..<terms.bytes.count)
      for order in stride(from: 2, through: options.words, by: 1)
      where i + order <= terms.words.count {
        let start = terms.bytes.count
        for j in 0..<order {
          if j > 0 { terms.bytes.append(UInt8(ascii: " ")) }
          terms.bytes.append(contentsOf: terms.wordBytes[terms.words[i + j]])
        }
        terms.places.append(start..<terms.bytes.count)
      }
    }
  }

  private func cutCharacters(_ terms: inout Terms) {
    var padded: [UInt8] = []
    var starts: [Int] = []
    for word in terms.words {
      padded.removeAll(keepingCapacity: true)
      padded.append(UInt8(ascii: " "))
      padded.append(contentsOf: terms.wordBytes[word])
      padded.append(UInt8(ascii: " "))
      starts.removeAll(keepingCapacity: true)
      for (i, byte) in padded.enumerated() where byte & 0xC0 != 0x80 { starts.append(i) }
      starts.append(padded.count)
      let characters = starts.count - 1
      for length in options
        .shortestCharacters...max(
          options.shortestCharacters, options.longestCharacters)
      {
        for first in stride(from: 0, through: characters - length, by: 1) {
          let start = terms.bytes.count
          terms.bytes.append(UInt8(ascii: "~"))
          terms.bytes.append(contentsOf: padded[starts[first]..<starts[first + length]])
          terms.places.append(start..<terms.bytes.count)
        }
      }
    }
  }
}

/// Decodes single characters of UTF-8.
enum UTF8Scalar {
  /// The character at a byte that is not ASCII and its bytes; U+FFFD of one byte when ill-formed.
  static func decode(
    _ text: Span<UInt8>, at i: Int
  ) -> (scalar: Unicode.Scalar, width: Int) {
    let replacement = (scalar: Unicode.Scalar(0xFFFD as UInt16) ?? " ", width: 1)
    let first = text[i]
    let width = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 1
    guard width > 1, first < 0xF5, i + width <= text.count else { return replacement }
    var value = UInt32(first) & (0xFF >> UInt32(width + 1))
    for j in 1..<width {
      guard text[i + j] & 0xC0 == 0x80 else { return replacement }
      value = value << 6 | UInt32(text[i + j] & 0x3F)
    }
    return Unicode.Scalar(value).map { ($0, width) } ?? replacement
  }
}
