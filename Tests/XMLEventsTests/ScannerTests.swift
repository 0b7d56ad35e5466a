import Testing
import RowcastXMLEvents

@Suite struct ScannerTests {
  @Test(arguments: [
    ("<a/>", "<a></a>"),
    ("<?xml version='1.0'?><!-- x --><a b='1' c=\"2\">t</a>\n", "<a b=1 c=2>'t'</a>"),
    ("\u{FEFF}<a>1<b/>2</a>", "<a>'1'<b></b>'2'</a>"),
    ("<a><![CDATA[<&>]]></a>", "<a>'<&>'</a>"),
    ("<a>&lt;&#65;&#x42;&amp;</a>", "<a>'<AB&'</a>"),
    ("<a b='x&quot;\ny'>l1\r\nl2\r</a>", "<a b=x\" y>'l1\nl2\n'</a>"),
    (
      "<x:a xmlns:x='urn:known'><x:b xmlns:x='urn:other'/></x:a>",
      "<7#a x=urn:known><?#b x=urn:other></?#b></7#a>"
    ),
    ("<a xmlns='urn:known'><b xmlns=''/></a>", "<7#a xmlns=urn:known><b xmlns=></b></7#a>"),
    ("<a\n\tb = '1' >\n</a >", "<a b=1>'\n'</a>"),
    ("<!DOCTYPE a><a/>", "<a></a>"),
  ])
  func givesTheEvents(_ document: String, _ expected: String) throws {
    #expect(try Self.events(Array(document.utf8)) == expected)
  }

  @Test(arguments: [
    "", "<a>", "<a></b>", "<a", "<a b>", "<a b=1/>", "<a b='1>", "text", "<a/><b/>", "<a>&x;</a>",
    "<a>&#xD800;</a>", "<a>&#-1;</a>", "<a>& </a>", "<!DOCTYPE a [<!ENTITY b 'c'>]><a/>",
    "<a><![CDATA[</a>",
    "<!-- <a/>",
    "<a/ >", "< a/>", "<a><!ELEMENT b></a>", "<a><!DOCTYPE a></a>",
  ])
  func refusesWhatIsNotFormed(_ document: String) {
    #expect(throws: XMLError.self) { try Self.events(Array(document.utf8)) }
  }

  @Test func givesTheSameEventsHoweverTheBytesArrive() throws {
    let document = Array(
      "<?xml version='1.0'?><a xmlns='urn:known' b='1'><!-- c --><b>t&amp;u</b><![CDATA[x]]><c/>漢</a>"
        .utf8)
    let whole = try Self.events(document)
    for size in 1...document.count { #expect(try Self.events(document, piece: size) == whole) }
  }

  @Test func everyPrefixReadsOrThrows() {
    let document = Array("<a xmlns:x='u'><x:b c='&lt;'>t<![CDATA[]]></x:b><!-- --><?p?></a>".utf8)
    for count in 0..<document.count {
      #expect(throws: XMLError.self) { try Self.events(Array(document[..<count])) }
    }
  }

  @Test func depthAndAttributesHaveLimits() {
    let deep = String(repeating: "<a>", count: 300)
    let error = #expect(throws: XMLError.self) { try Self.events(Array(deep.utf8)) }
    #expect(error?.isLimit == true)
    let wide = "<a " + (0..<600).map { "b\($0)=''" }.joined(separator: " ") + "/>"
    let other = #expect(throws: XMLError.self) { try Self.events(Array(wide.utf8)) }
    #expect(other?.isLimit == true)
  }

  @Test func textIsDecodedFromUTF16HoweverItArrives() throws {
    let text = "<a>Ω漢😀</a>"
    for (mark, order) in [
      ([UInt8](), true), ([0xFF, 0xFE], true), ([], false), ([0xFE, 0xFF], false),
    ] {
      let bytes =
        mark
        + text.utf16.flatMap { unit -> [UInt8] in
          let pair = [UInt8(truncatingIfNeeded: unit), UInt8(truncatingIfNeeded: unit >> 8)]
          return order ? pair : pair.reversed()
        }
      for size in [1, 3, 64] {
        var transcoder = try XMLTranscoder(start: bytes.span)
        var out: [UInt8] = []
        for start in stride(from: 0, to: bytes.count, by: size) {
          let end = min(bytes.count, start + size)
          transcoder.append(bytes.span.extracting(start..<end), to: &out)
        }
        transcoder.finish(&out)
        let expected = (mark.isEmpty ? "" : "\u{FEFF}") + text
        #expect(out == Array(expected.utf8))
      }
    }
  }

  @Test(
    arguments: [
      ("ISO-8859-1", [0xFC, 0x62], "üb"), ("windows-1252", [0x80, 0x92], "€’"),
      ("GBK", [0xC4, 0xE3, 0xBA, 0xC3], "你好"), ("Shift_JIS", [0x82, 0xA0, 0xB1], "あｱ"),
      ("UTF-8", Array("ü漢".utf8), "ü漢"), ("utf-16", Array("ü".utf8), "ü"),
      ("GBK", [0xC4, 0xE3, 0xFF, 0x61], "你\u{FFFD}a"),
    ] as [(String, [UInt8], String)], [1, 5, 200])
  func `text is decoded as the declaration says, however it arrives`(
    document: (encoding: String, bytes: [UInt8], text: String), size: Int
  ) throws {
    let head = "<?xml version=\"1.0\" encoding='\(document.encoding)'?><a>"
    let bytes = Array(head.utf8) + document.bytes + Array("</a>".utf8)
    var transcoder = try XMLTranscoder(start: bytes.span)
    var out: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: size) {
      let end = min(bytes.count, start + size)
      transcoder.append(bytes.span.extracting(start..<end), to: &out)
    }
    transcoder.finish(&out)
    #expect(String(decoding: out, as: UTF8.self) == head + document.text + "</a>")
  }

  @Test func `an encoding that nobody knows is an error`() {
    let bytes = Array("<?xml version=\"1.0\" encoding=\"x-none\"?><a/>".utf8)
    let error = #expect(throws: XMLError.self) {
      _ = try XMLTranscoder(start: bytes.span)
    }
    #expect(error?.reason == .encoding("x-none"))
  }

  @Test func `white space is kept inside of the element that says so`() throws {
    let text = "<a><b xml:space='preserve'><c><d xml:space='default'/></c></b><e/></a>"
    let bytes = Array(text.utf8)
    var scanner = XMLScanner()
    var found = ""
    events: while true {
      switch try scanner.next(in: bytes.span, isFinal: true) {
      case .start:
        found += String(decoding: bytes[scanner.localName], as: UTF8.self)
        found += scanner.preservesSpace ? "+" : "-"
      case .finished: break events
      default: continue
      }
    }
    #expect(found == "a-b+c+d-e-")
  }

  /// The events in a short form, with the document fed in pieces.
  static func events(_ document: [UInt8], piece: Int = .max) throws -> String {
    var scanner = XMLScanner(vocabulary: XMLVocabulary(["urn:known": 7]))
    var fed = min(piece, document.count)
    var base = 0
    var log = ""
    var run = ""
    func flush() {
      if !run.isEmpty { log += "'\(run)'" }
      run = ""
    }
    while true {
      let slice = Array(document[base..<fed])
      let isFinal = fed == document.count
      let bytes = slice.span
      let event = try scanner.next(in: bytes, isFinal: isFinal)
      switch event {
      case .start:
        flush()
        log += "<" + name(scanner, slice)
        for attribute in scanner.attributes {
          log +=
            " " + scanner.name(of: attribute, in: bytes) + "="
            + (try scanner.value(of: attribute, in: bytes))
        }
        log += ">"
      case .end:
        flush()
        // An empty element's end has no tag of its own in the bytes.
        log += "</" + name(scanner, slice) + ">"
      case .text, .cdata:
        var text: [UInt8] = []
        if event == .text {
          try XMLText.append(scanner.text, of: bytes, to: &text)
        } else {
          try XMLText.appendCDATA(scanner.text, of: bytes, to: &text)
        }
        run += String(decoding: text, as: UTF8.self)
      case .needsInput, .finished: break
      }
      if event == .finished { return log }
      if event == .needsInput {
        base += scanner.offset
        scanner.rebase()
        fed = min(fed + piece, document.count)
      }
    }
  }

  private static func name(_ scanner: XMLScanner, _ bytes: [UInt8]) -> String {
    let local = String(decoding: bytes[scanner.localName], as: UTF8.self)
    switch scanner.namespace {
    case XMLVocabulary.none: return local
    case XMLVocabulary.unknown: return "?#" + local
    default: return "\(scanner.namespace)#" + local
    }
  }
}
