import RowcastProfile
import Testing

@Suite struct `Fingerprints of texts` {
  @Test(arguments: [
    ("Berlin", "berlin "), ("New York", "new  york"), ("New York", "New-York"),
    ("Köln", "KÖLN."), ("Köln", "Koln"), ("Cruise, Tom", "Tom Cruise"), ("U.S.A.", "USA"),
    ("O'Neil", "ONeil"), ("Łódź", "Lodz"), ("e\u{301}clair", "Éclair"), ("A/B", "a b"),
    ("full time", "Full_Time"), ("\u{AB}Straße\u{BB}", "straße"), ("<=50K", "<=50K."),
    ("zero\u{200B}width", "zerowidth"),
  ])
  func `Spellings of one value have one`(pair: (String, String)) {
    #expect(Fingerprint.of(pair.0) == Fingerprint.of(pair.1))
  }

  @Test(arguments: [
    ("A+", "A-"), ("A", "A+"), ("<50", ">50"), ("1.5", "15"), ("C", "C#"), ("C", "C++"),
    ("-5", "5"), ("2024-01-02", "2024-0102"), ("10:30", "1030"), ("O+", "O-"), ("1/2", "12"),
    ("東京", "京都"), ("male", "female"), ("50%", "50"), ("$5", "5"),
  ])
  func `Different values have different ones`(pair: (String, String)) {
    #expect(Fingerprint.of(pair.0) != Fingerprint.of(pair.1))
  }

  @Test func `Punctuation alone has none`() {
    for text in ["", " ", "...", "()", "\u{2014}"] { #expect(Fingerprint.of(text).isEmpty) }
  }

  @Test func `Every letter with an accent has its own letter or none`() {
    for value in 0xC0..<0x180 as Range<UInt32> {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let found = Fingerprint.of(String(scalar))
      #expect(found.isEmpty || found.utf8.allSatisfy { $0 < 0x80 } || scalar == "İ", "\(scalar)")
    }
  }
}
