## One of that name without all DOMAINS is left to who made it: a server may be using it.
# flux_certbot NAME EMAIL WEBROOT DOMAINS: Let's Encrypt has given a certificate NAME for DOMAINS (with commas)
flux_certbot() {
	_has=$(openssl x509 -noout -ext subjectAltName -in "/etc/letsencrypt/live/$1/cert.pem" 2>/dev/null), _lacks='' _absent=''
	IFS=,
	for _domain in $4; do
		case $_has in *"DNS:$_domain,"*) ;; *) _lacks=$_domain ;; esac
	done
	IFS=$ifs
	[ -n "$_lacks" ] || return 0
	flux_differs "get a certificate for $4" || return 0
	_dir=/etc/letsencrypt
	[ ! -e "$_dir/live/$1" ] || {
		note="the certificate $1 is not for $_lacks; certbot delete --cert-name $1 lets the next run get one for all"
		return 1
	}
	for _path in $_dir/accounts $_dir/archive $_dir/csr $_dir/keys $_dir/live $_dir/renewal $_dir/renewal-hooks /var/lib/letsencrypt; do
		[ -e "$_path" ] || _absent="$_absent $_path"
	done
	flux_keep certificate "$1" "$_absent" || return
	if [ -n "$3" ]; then set -- "$1" "$2" "$4" --webroot -w "$3"; else set -- "$1" "$2" "$4" --standalone; fi
	_name=$1 _email=$2 _domains=$3
	shift 3
	flux_try certbot certonly -n --agree-tos --cert-name "$_name" -m "$_email" -d "$_domains" "$@"
}

## Nothing goes that another certificate needs, such as the account.
# flux_undo_certificate NAME PATHS: certbot forgets it, if it was given; PATHS, which it made, go with the last, less what others put there
flux_undo_certificate() {
	[ ! -e "/etc/letsencrypt/renewal/$1.conf" ] || flux_try certbot delete -n --cert-name "$1" || return
	find /etc/letsencrypt/csr /etc/letsencrypt/keys -type f -newer "$record" -exec rm -f {} + 2>/dev/null
	set -- "$2" /etc/letsencrypt/renewal/*.conf
	[ -n "$1" ] && [ ! -e "$2" ] || return 0
	# shellcheck disable=SC2086 # a list of paths
	find $1 -depth \( -type d -empty -o -path '/etc/letsencrypt/accounts/*' -o -path /etc/letsencrypt/live/README \) -delete 2>/dev/null
	:
}
