"""Closed lists behind extractor/kinds.py: things one can use, ways of working, and what says that they serve.

Each entry is a regular expression of whole words, in lower case but for names of products.
"""

from __future__ import annotations

TOOLS = (
    r"chat ?bots?", r"bots?", r"robots?", r"(?:ai|language) (?:assistants?|models?|tools?|apps?)", r"copilots?",
    r"prompt librar(?:y|ies)", r"prompts?", r"captions?", r"subtitles?", r"dictation", r"transcripts?",
    r"voice (?:notes?|messages?|memos?)", r"screen (?:recordings?|readers?|shar(?:es?|ing))", r"recordings?",
    r"spreadsheets?", r"pivot tables?", r"dashboards?", r"apps?", r"plug-?ins?", r"browser extensions?", r"templates?",
    r"white ?boards?", r"kanban boards?", r"trackers?", r"(?:live |short |quick )?polls?", r"surveys?",
    r"quiz(?:zes)?", r"(?:shared|online|digital|team) (?:calendars?|documents?|folders?|notebooks?|lists?)",
    r"calendars?", r"wikis?", r"(?:scheduling|planning|booking|translation|design|video|chat|survey|search) tools?",
    r"tools?", r"software", r"scripts?", r"macros?", r"(?:keyboard )?shortcuts?", r"(?:chat|group) channels?",
    r"(?:group )?chats?", r"timers?", r"qr codes?", r"podcasts?", r"videos?", r"clips?", r"photos?", r"pictures?",
    r"slide decks?", r"slides", r"simulators?", r"headsets?", r"headphones", r"microphones?", r"cameras?", r"screens?",
    r"tablets?", r"sensors?", r"(?:question|suggestion) box(?:es)?", r"sticky notes", r"index cards?", r"posters?",
    r"glossar(?:y|ies)", r"reminders?", r"bookmarks?", r"translators?", r"company cards?", r"data ?bases?",
    r"newsletters?", r"calculators?", r"password managers?", r"breakout rooms?", r"dark mode",
    r"mail (?:programs?|filters?|rules?)", r"filters?", r"barcodes?", r"scanners?", r"games?", r"platforms?",
    r"portals?", r"search engines?", r"feeds?",
)  # fmt: skip
PRODUCTS = (
    "ChatGPT", "Claude", "Copilot", "Gemini", "Perplexity", "Teams", "Slack", "Zoom", "Notion", "Miro", "Mural",
    "Figma", "Canva", "CapCut", "Excel", "Power BI", "Tableau", "Trello", "Asana", "Jira", "Confluence", "Loom",
    "Mentimeter", "Slido", "Kahoot", "DeepL", "Grammarly", "Otter", "WhatsApp", "Signal", "TikTok", "Instagram",
    "YouTube", "LinkedIn", "Outlook", "SharePoint", "OneNote", "GitHub", "Python", "SQL", "Airtable", "Doodle",
    "Obsidian",
)  # fmt: skip
METHODS = (
    r"pre-?mortems?", r"retrospectives?", r"retros?", r"stand-?ups?", r"check-?lists?", r"dry runs?", r"rehearsals?",
    r"shadowing", r"budd(?:y|ies)", r"office hours", r"silent writing", r"brain ?writing", r"round robins?",
    r"time ?box(?:es|ing)?", r"walk-?throughs?", r"pair(?:ed)? (?:writing|working|reviews?|programming)",
    r"role plays?", r"five whys", r"a/b tests?", r"user tests?", r"pilots?", r"(?:exit|stay) interviews?",
    r"reverse briefs?", r"decision logs?", r"amnest(?:y|ies)", r"traffic lights?", r"show and tell", r"story ?boards?",
    r"(?:job )?rotations?", r"\d+-minute slots?", r"no-meeting (?:days?|mornings?)", r"feedback rounds?",
    r"skip-level (?:talks?|meetings?)", r"one-pagers?", r"mock interviews?", r"reading groups?", r"peer reviews?",
    r"(?:one|two|three|five|ten|fifteen) minutes? of \w+(?: \w+)?", r"lightning talks?", r"open questions",
    r"(?:a|one|the) (?:rule|habit|ritual|routine|round|question|pause) (?:of|that|where|about)", r"swaps?",
    r"dry-runs?", r"trial (?:days?|weeks?|shifts?)", r"walks?(?= with)", r"debriefs?", r"huddles?",
)  # fmt: skip
SERVES = (
    r"help(?:s|ed)?", r"works", r"work (?:well|better|best|without|for)", r"worked", r"sav(?:es?|ed)", r"fix(?:es|ed)",
    r"beats?", r"replaces?", r"lets?", r"allows?", r"makes?", r"made", r"shows?", r"turns?", r"turned", r"keeps",
    r"kept", r"keep (?:the|a|people|it|us|them|\w+ \w+ short)", r"drafts?", r"halv(?:es|ed)", r"prevents?",
    r"brings? (?:out|it|up|in)", r"speeds? up", r"cuts?", r"reach(?:es)?", r"arrives?", r"filters?", r"tells?",
    r"spreads?", r"you can", r"convinces?", r"doubled", r"earns?", r"ended", r"end(?:s)? sooner", r"spares?",
    r"frees?", r"reduces?", r"improves?", r"shortens?", r"teach(?:es)?", r"(?:is|are) enough",
    r"gets? (?:people|more|them)", r"gives?", r"gave", r"opens? (?:up|doors)", r"takes? (?:the|away|out|off)",
    r"catch(?:es)?", r"calms?", r"wins?", r"would (?:\w+ )?(?:help|do|reach|fix|bring|be read|keep|cost less)",
)  # fmt: skip
DO = (
    "accept", "add", "admit", "agree", "allow", "alternate", "announce", "answer", "approve", "ask", "begin", "book",
    "borrow", "bring", "build", "call", "cancel", "change", "check", "choose", "clear", "close", "collect", "compare",
    "count", "cover", "create", "cut", "decide", "define", "delete", "describe", "dictate", "divide", "draw", "drop",
    "end", "explain", "film", "find out", "find", "finish", "fix", "follow", "gather", "get", "give", "go", "group",
    "hand", "have", "hold", "interview", "introduce", "invite", "join", "keep", "label", "learn", "leave", "let",
    "limit", "list", "listen", "look", "make", "mark", "measure", "meet", "mention", "mix", "move", "mute", "name",
    "note", "offer", "open", "pair", "paste", "pause", "pay", "perfect", "pick", "plan", "play", "post", "practise",
    "praise", "prepare", "present", "print", "propose", "publish", "push", "put", "raise", "read", "record", "refer",
    "rehearse", "remove", "repeat", "reply", "report", "reserve", "review", "reward", "rotate", "run", "save", "say",
    "schedule", "seat", "sell", "send", "separate", "set", "shadow", "share", "show", "sign", "sit", "sketch", "sleep",
    "sort", "speak", "spend", "split", "stand", "start", "state", "stop", "summarise", "swap", "switch", "take",
    "talk", "teach", "tell", "test", "thank", "think", "throw", "time", "track", "train", "translate", "treat", "try",
    "turn", "use", "visit", "wait", "walk", "watch", "work", "write",
)  # fmt: skip
FOLLOWS = (
    "the", "a", "an", "your", "his", "her", "their", "its", "it", "them", "him", "people", "everybody", "everyone",
    "somebody", "someone", "nothing", "something", "one", "two", "three", "four", "five", "ten", "twenty", "each",
    "every", "all", "both", "some", "any", "no", "new", "what", "who", "which", "why", "how", "when", "where",
    "whether", "that", "this", "these", "those", "to", "in", "out", "up", "on", "off", "at", "with", "without", "from",
    "for", "before", "after", "until", "and", "only", "first", "early", "openly", "less", "more", "back", "back to",
    "yourself", "juniors", "newcomers", "colleagues", "customers", "minutes", "meetings", "questions", "feedback",
    "figures", "short", "small", "plain", "simple", "real", "quiet", "by", "as", "through", "about", "over", "round",
    "around", "down", "between", "twice", "once", "drafts", "names", "notes", "captions", "ideas", "work",
)  # fmt: skip
TROUBLE = (
    r"nobody", r"no one", r"fails?", r"failed", r"broken", r"unusable", r"unreadable", r"missing", r"forbidden",
    r"hidden?", r"hides?", r"afraid", r"fear", r"(?:too|so) (?:long|late|slow)", r"confuse[ds]?", r"lost",
    r"misse[sd]", r"drown", r"only one", r"one person only", r"measures?", r"do(?:es)? not", r"did not", r"is not",
    r"are not", r"skipped", r"busiest", r"angry", r"mocks?", r"worse", r"in secret", r"secretly", r"distrusts?",
    r"fragile", r"bad", r"silently", r"stop contributing", r"by pressure", r"excludes?", r"leave(?:s)? because",
)  # fmt: skip
