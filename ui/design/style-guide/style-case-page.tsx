export default function P() {
  return <h1>style-case-page</h1>
}
