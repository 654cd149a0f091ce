"""Small OpenDocument and RTF files, written by hand."""

from __future__ import annotations

from word_maker import zipped

NAMESPACES = (
    " ".join(
        f'xmlns:{prefix}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"'
        for prefix, name in (
            ("office", "office"),
            ("text", "text"),
            ("table", "table"),
            ("draw", "drawing"),
            ("style", "style"),
            ("fo", "xsl-fo-compatible"),
            ("meta", "meta"),
        )
    )
    + ' xmlns:dc="http://purl.org/dc/elements/1.1/"'
)
ODT_BODY = """<text:tracked-changes><text:changed-region><text:deletion><text:p>deleted</text:p></text:deletion>
</text:changed-region></text:tracked-changes>
<text:p text:style-name="Title">Our policy</text:p>
<text:h text:outline-level="1">1 Scope</text:h>
<text:p>Two<text:s text:c="2"/>blanks<text:tab/>tab<text:line-break/>line <text:span text:style-name="Hid">hidden</text:span>end\
<text:note><text:note-citation>1</text:note-citation><text:note-body><text:p>The note</text:p></text:note-body></text:note>\
<office:annotation><dc:creator>Ann</dc:creator><text:p>Why?</text:p></office:annotation></text:p>
<text:list text:style-name="L1"><text:list-item><text:p>first</text:p><text:list text:style-name="L1"><text:list-item>
<text:p>inner</text:p></text:list-item></text:list></text:list-item><text:list-item><text:p>second</text:p></text:list-item></text:list>
<table:table><table:table-header-rows><table:table-row><table:table-cell><text:p>Who</text:p></table:table-cell>
<table:table-cell><text:p>What</text:p></table:table-cell></table:table-row></table:table-header-rows><table:table-row>
<table:table-cell><text:p>Chair</text:p></table:table-cell><table:table-cell><text:p>leads</text:p></table:table-cell>
</table:table-row></table:table>
<text:p text:style-name="Strong">How we check</text:p>
<text:p>Each year.<draw:frame><draw:text-box><text:p>In a box</text:p></draw:text-box></draw:frame></text:p>"""
ODT_STYLES = """<style:style style:name="Hid" style:family="text"><style:text-properties text:display="none"/></style:style>
<style:style style:name="Strong" style:family="paragraph"><style:text-properties fo:font-weight="bold"/></style:style>
<text:list-style style:name="L1"><text:list-level-style-number text:level="1" style:num-format="1" style:num-suffix="."/>
<text:list-level-style-number text:level="2" style:num-format="a" style:num-prefix="(" style:num-suffix=")"/></text:list-style>"""


def make_odt(body: str = ODT_BODY) -> bytes:
    """An .odt with this body, a header and a footer."""
    return zipped(
        {
            "mimetype": "application/vnd.oasis.opendocument.text",
            "content.xml": f"<office:document-content {NAMESPACES}><office:automatic-styles>{ODT_STYLES}</office:automatic-styles>"
            f"<office:body><office:text>{body}</office:text></office:body></office:document-content>",
            "styles.xml": f"<office:document-styles {NAMESPACES}><office:master-styles><style:master-page>"
            "<style:header><text:p>Head</text:p></style:header><style:footer><text:p>Foot</text:p></style:footer>"
            "</style:master-page></office:master-styles></office:document-styles>",
            "meta.xml": f"<office:document-meta {NAMESPACES}><office:meta><dc:creator>Ann</dc:creator></office:meta></office:document-meta>",
        }
    )


ODT = make_odt()
RTF = rb"""{\rtf1\ansi\ansicpg1252\deff0{\fonttbl{\f0 Arial;}}{\info{\title Our policy}{\author Ann}}
{\stylesheet{\s0 Normal;}{\s1\outlinelevel0 heading 1;}{\s2 Title;}}
{\header\pard Head\par}{\footer\pard Foot\par}
\pard\s2 Our policy\par
\pard\s1 1 Scope\par
\pard We\rquote re fair \endash  caf\'e9 \u8364?5 {\v hidden}shown{\footnote\pard The note}.\par
\pard{\listtext\'b7\tab}\ls1\ilvl0 first\par
\pard{\listtext a)\tab}\ls1\ilvl1 inner\par
\trowd\cellx100\cellx200\pard\intbl Who\cell What\cell\row
\trowd\cellx100\cellx200\pard\intbl Chair\cell leads\cell\row
\pard{\b How we check}\par
\pard Each year.\line Again.\par
{\*\generator nobody}}"""
