# flux_certbot NAME EMAIL WEBROOT DOMAINS: Let's Encrypt has given a certificate NAME for DOMAINS (with commas)
flux_certbot() {
	[ ! -e "/etc/letsencrypt/live/$1/fullchain.pem" ] || return 0
	flux_differs "get a certificate for $4" || return 0
	flux_keep certificate "$1" || return
	if [ -n "$3" ]; then
		flux_try certbot certonly -n --agree-tos --cert-name "$1" -m "$2" -d "$4" --webroot -w "$3"
	else
		flux_try certbot certonly -n --agree-tos --cert-name "$1" -m "$2" -d "$4" --standalone
	fi
}

# flux_undo_certificate NAME: certbot forgets it, if it was given
flux_undo_certificate() {
	[ ! -e "/etc/letsencrypt/renewal/$1.conf" ] || flux_try certbot delete -n --cert-name "$1"
}
