import './jobs.ts'

export { hashPassword } from './password.ts'
export { authModule } from './routes.ts'
