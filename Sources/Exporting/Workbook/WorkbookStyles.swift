import CRowcastXLSXWriter

/// The few looks of the workbook's cells.
struct WorkbookStyles {
  let title: SheetCanvas.Format?
  let header: SheetCanvas.Format?
  let resultHeader: SheetCanvas.Format?
  let prediction: SheetCanvas.Format?
  let percent: SheetCanvas.Format?
  let date: SheetCanvas.Format?
  let moment: SheetCanvas.Format?
  let wrapped: SheetCanvas.Format?

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
    func make(_ set: (SheetCanvas.Format) -> Void) -> SheetCanvas.Format? {
      workbook_add_format(workbook).map {
        set($0)
        return $0
      }
    }
    title = make {
      format_set_bold($0)
      format_set_font_size($0, 14)
    }
    header = make {
      format_set_bold($0)
      format_set_bg_color($0, 0xE7EEF7)
      format_set_bottom($0, UInt8(LXW_BORDER_THIN.rawValue))
      format_set_text_wrap($0)
      format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    resultHeader = make {
      format_set_bold($0)
      format_set_bg_color($0, 0x1F4E79)
      format_set_font_color($0, 0xFFFFFF)
      format_set_text_wrap($0)
      format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    prediction = make {
      format_set_bold($0)
      format_set_bg_color($0, 0xF2F2F2)
    }
    percent = make {
      format_set_num_format($0, "0.0%")
      format_set_bg_color($0, 0xF2F2F2)
    }
    date = make { format_set_num_format($0, "yyyy-mm-dd") }
    moment = make { format_set_num_format($0, "yyyy-mm-dd hh:mm:ss") }
    wrapped = make {
      format_set_text_wrap($0)
      format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
  }
}
