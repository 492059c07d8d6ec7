export default function P() {
  return <h1>style-portal-page</h1>
}
