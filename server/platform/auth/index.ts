export { hashPassword } from './password.ts'
export { authModule } from './routes.ts'
