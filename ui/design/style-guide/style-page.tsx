export default function P() {
  return <h1>style-page</h1>
}
