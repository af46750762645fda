import { randomInt } from 'node:crypto'
import { generatePrivateKey, privateKeyToAccount, type PrivateKeyAccount } from 'viem/accounts'
import { createSiweMessage } from 'viem/siwe'
import { stack } from './stack'

/** Somebody made up for one test. */
export interface Person {
  username: string
  email: string
  password: string
}

export interface Tokens {
  accessToken: string
  user: { id: string; username: string; roles: string[]; [more: string]: unknown }
}

/** A name that no other test uses, in this run or an earlier one on the same data. */
export function newPerson(): Person {
  const username = `p${Date.now().toString(36)}${randomInt(36 ** 3).toString(36)}`
  return { username, email: `${username}@players.example`, password: `Lantern-${randomInt(1e9)}-harbour` }
}

/** An address of its own for each caller, so that one test's tries do not use up another's rate limit. */
export function newClientAddress(): string {
  return `10.${randomInt(1, 255)}.${randomInt(1, 255)}.${randomInt(1, 255)}`
}

/** Calls the API as a program would, past the browser. */
export class Api {
  private token?: string
  private password?: string
  readonly address = newClientAddress()

  async call(method: string, path: string, body?: unknown, headers: Record<string, string> = {}) {
    return fetch(stack.url + path, {
      method,
      headers: {
        ...(body === undefined ? {} : { 'content-type': 'application/json' }),
        ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
        'x-guildhall-client': 'web',
        'x-forwarded-for': this.address,
        ...headers,
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    })
  }

  async json<T>(method: string, path: string, body?: unknown): Promise<T> {
    const answer = await this.call(method, path, body)
    const text = await answer.text()
    if (!answer.ok) {
      throw new Error(`${method} ${path}: ${answer.status} ${text}`)
    }
    return (text ? JSON.parse(text) : undefined) as T
  }

  /** Calls with this access token from now on. */
  use(accessToken: string): void {
    this.token = accessToken
  }

  async register(person: Person, locale: string): Promise<Tokens> {
    const { username, email, password } = person
    const tokens = await this.json<Tokens>('POST', '/api/v1/auth/accounts', {
      username,
      email,
      password,
      locale,
      acceptTerms: true,
    })
    this.token = tokens.accessToken
    this.password = password
    return tokens
  }

  async logIn(identifier: string, password: string, code?: string): Promise<Tokens> {
    const tokens = await this.json<Tokens>('POST', '/api/v1/auth/sessions', {
      identifier,
      password,
      ...(code ? { code } : {}),
    })
    this.token = tokens.accessToken
    this.password = password
    return tokens
  }

  /** Links a fresh account, signed as a wallet would. */
  async linkWallet(): Promise<PrivateKeyAccount> {
    const account = privateKeyToAccount(generatePrivateKey())
    const challenge = await this.json<Record<string, string>>('POST', '/api/v1/auth/wallet-challenges', {
      address: account.address,
    })
    const message = createSiweMessage({
      address: account.address,
      domain: challenge.domain!,
      uri: challenge.uri!,
      version: '1',
      chainId: Number(challenge.chainId),
      nonce: challenge.nonce!,
      statement: challenge.statement,
      issuedAt: new Date(challenge.issuedAt!),
      expirationTime: new Date(challenge.expirationTime!),
    })
    await this.json('POST', '/api/v1/me/wallet', {
      message,
      signature: await account.signMessage({ message }),
      password: this.password,
    })
    return account
  }

  async unlinkWallet(): Promise<void> {
    await this.json('DELETE', '/api/v1/me/wallet', { password: this.password })
  }
}
