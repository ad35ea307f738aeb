"""What can be done with cases: one module a use case, without a command line, a page, printing or a clock.

| Module | What it does |
|---|---|
| `cases` | finds, reads and checks a case; files that would change, shown before they are written |
| `ratings` | rates a case on a day under bills, explains an article, lists scenarios |
| `reports` | writes the reports of a case |
| `questions` | what a checklist asks of articles |
| `reviews` | steps of the review, the reviewer's workbook, how far a case is |
| `statements` | that a search found nothing, for what is open in articles |
| `forms` | workbooks and questionnaires: written, merged back, what was refused settled |
| `assessors` | two assessments of one State, and what is decided between them |
| `states` | many States side by side |
| `followups` | what changed between two cases, or two days of one |
| `migrations` | a case brought over to another version of its checklist |
| `laws` | texts of laws read and put into a case |
| `differences` | two texts of a law, and what the change does to the assessment |
| `searching` | provisions worth reading, in a case or in whole books of laws |
| `newcase`, `packs` | the folder of a new case; a case as one file |

What a use case needs comes as arguments: the day, languages, folders, the name of the person. Mistakes of the user come
back as problems beside a value, or as LexgapError where nothing can be given back; both hold file, line and remedy.
WrongUse (`wrong`) says that what was asked for cannot be meant.
"""
