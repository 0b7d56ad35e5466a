import RowcastXMLEvents

/// The namespaces of OpenDocument that matter to a reader of cells, by URI (OpenDocument 1.3 part 3,
/// 1.5).
enum OpenDocumentNames {
  static let office = 10
  static let table = 11
  static let text = 12
  static let style = 13
  static let number = 14
  static let calc = 15
  static let draw = 16

  static let vocabulary = XMLVocabulary([
    "urn:oasis:names:tc:opendocument:xmlns:office:1.0": office,
    "urn:oasis:names:tc:opendocument:xmlns:table:1.0": table,
    "urn:oasis:names:tc:opendocument:xmlns:text:1.0": text,
    "urn:oasis:names:tc:opendocument:xmlns:style:1.0": style,
    "urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0": number,
    "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0": calc,
    "urn:oasis:names:tc:opendocument:xmlns:drawing:1.0": draw,
  ])
}
