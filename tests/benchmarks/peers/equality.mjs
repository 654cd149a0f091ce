// Runs retext-equality over Markdown files and prints one line a message.
import {readFileSync} from 'node:fs'
import remarkParse from 'remark-parse'
import remarkRetext from 'remark-retext'
import retextEnglish from 'retext-english'
import retextEquality from 'retext-equality'
import retextStringify from 'retext-stringify'
import {unified} from 'unified'

const processor = unified()
  .use(remarkParse)
  .use(remarkRetext, unified().use(retextEnglish).use(retextEquality))
  .use(retextStringify)

for (const path of process.argv.slice(2)) {
  const file = await processor.process(readFileSync(path, 'utf8'))
  for (const message of file.messages) console.log(`${path}:${message.line}:${message.column}: ${message.reason}`)
}
