import RowcastXMLEvents

/// The namespaces of workbooks. Transitional and Strict share a number, for they share their names.
enum Vocabulary {
  static let main = 0
  static let compatibility = 1

  /// A part in a namespace that nobody knows is read by its local names.
  static let workbook = XMLVocabulary(
    [
      "http://schemas.openxmlformats.org/spreadsheetml/2006/main": main,
      "http://purl.oclc.org/ooxml/spreadsheetml/main": main,
      "http://schemas.openxmlformats.org/package/2006/relationships": main,
      "http://schemas.openxmlformats.org/markup-compatibility/2006": compatibility,
    ], ofUnknownDocuments: main)
}
