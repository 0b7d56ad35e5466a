import Foundation
import Testing

@testable import RowcastReporting

/// Text on the page can be read: WCAG 2.1, success criterion 1.4.3, level AA.
@Suite struct ContrastTests {
  /// The colors of a palette by their names: light, dark and print.
  static let palettes = Style.sheet.text.components(separatedBy: ":root{").dropFirst().map { text in
    Dictionary(
      text.prefix { $0 != "}" }.matches(of: /--([a-z0-9-]+):(#[0-9a-f]{3,6})/).map {
        (String($0.output.1), String($0.output.2))
      }, uniquingKeysWith: { first, _ in first })
  }

  /// Red, green and blue from 0 to 1.
  private func channels(_ color: String) -> [Double] {
    let digits = color.dropFirst().map { String($0) }
    let pairs =
      digits.count == 3
      ? digits.map { $0 + $0 } : stride(from: 0, to: 6, by: 2).map { digits[$0] + digits[$0 + 1] }
    return pairs.map { Double(Int($0, radix: 16) ?? 0) / 255 }
  }

  /// The contrast ratio of two colors, from 1 to 21.
  private func contrast(_ a: [Double], _ b: [Double]) -> Double {
    let light = [a, b].map { channels in
      let linear = channels.map { $0 <= 0.04045 ? $0 / 12.92 : pow(($0 + 0.055) / 1.055, 2.4) }
      return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2] + 0.05
    }
    return max(light[0], light[1]) / min(light[0], light[1])
  }

  @Test(arguments: [
    "ink", "muted", "serious", "c0", "c1", "c2", "c3", "c4", "c5",
  ])
  func `Every color that text has stands out from the paper`(name: String) throws {
    #expect(Self.palettes.count == 3)
    for palette in Self.palettes {
      let (text, paper) = (try #require(palette[name]), try #require(palette["paper"]))
      #expect(contrast(channels(text), channels(paper)) >= 4.5, "\(name) \(text) on \(paper)")
    }
  }

  @Test func `Numbers stand out from the darkest cell of a confusion matrix`() throws {
    let page = HTMLReport.render(try SampleContent.binary())
    let opacities = page.matches(of: /class="heat-[a-z]+"[^>]*fill-opacity="([0-9.]+)"/)
      .compactMap { Double($0.output.1) }
    #expect(opacities.count == 4)
    for palette in Self.palettes {
      let paper = channels(try #require(palette["paper"]))
      let ink = channels(try #require(palette["ink"]))
      for name in ["c0", "c1"] {
        let color = channels(try #require(palette[name]))
        let cell = zip(color, paper).map { 0.5 * $0 + 0.5 * $1 }
        #expect(contrast(ink, cell) >= 4.5, "\(palette[name] ?? "") at one half")
      }
    }
    #expect(opacities.allSatisfy { $0 <= 0.5 })
  }
}
