import FuzzSupport
import RowcastXMLEvents

@_cdecl("LLVMFuzzerTestOneInput")
public func test(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = [UInt8](UnsafeBufferPointer(start: start, count: count))
  let whole = events(bytes, piece: .max)
  let pieces = events(bytes, piece: 7)
  // An error may come at another place when the bytes come in pieces, but not another result.
  precondition(whole == pieces)
  return 0
}

/// A hash of all events, or nil when the document is refused.
private func events(_ document: [UInt8], piece: Int) -> Int? {
  var scanner = XMLScanner(vocabulary: XMLVocabulary(["urn:known": 7]))
  var fed = min(piece, document.count)
  var base = 0
  var hasher = Hasher()
  var text: [UInt8] = []
  while true {
    let slice = Array(document[base..<fed])
    do {
      let bytes = slice.span
      let event = try scanner.next(in: bytes, isFinal: fed == document.count)
      if event == .start {
        hasher.combine(text)
        text = []
        for attribute in scanner.attributes {
          hasher.combine(try scanner.value(of: attribute, in: bytes))
        }
        hasher.combine(scanner.namespace)
      }
      if event == .text { try XMLText.append(scanner.text, of: bytes, to: &text) }
      if event == .cdata { try XMLText.appendCDATA(scanner.text, of: bytes, to: &text) }
      if event == .finished { return hasher.finalize() }
      if event == .needsInput {
        base += scanner.offset
        scanner.rebase()
        fed = min(fed + piece, document.count)
      }
    } catch { return nil }
  }
}

@_cdecl("fuzz_xml_main")
public func start(
  _ count: CInt, _ arguments: UnsafeMutablePointer<UnsafeMutablePointer<CChar>?>?
) -> CInt {
  runFuzzer(count, arguments) { test($0, $1) }
}
