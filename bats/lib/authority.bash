# Authorities of the test's own, for the kinds that decide which ones a machine trusts.

# make_authorities: on the machine /root/ca has two authorities, one and two, a third that has ended, and for each a certificate
# that it signed: NAME.crt, NAME-site.crt.
make_authorities() {
	as_root '
		mkdir /root/ca
		cd /root/ca
		: >index
		for name in one two ended; do
			from=20200101000000Z until=20990101000000Z
			[ "$name" != ended ] || until=20200201000000Z
			printf "%s\n" "[ca]" "default_ca=a" "[a]" "new_certs_dir=/root/ca" "database=/root/ca/index" "default_md=sha256" "policy=p" \
				"rand_serial=yes" "unique_subject=no" "[p]" "CN=supplied" "[authority]" "basicConstraints=critical,CA:TRUE" \
				"subjectKeyIdentifier=hash" "keyUsage=keyCertSign" "[site]" "basicConstraints=CA:FALSE" >config
			openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=Flux test $name" -keyout "$name.key" -out "$name.csr"
			openssl ca -batch -notext -config config -selfsign -keyfile "$name.key" -in "$name.csr" -out "$name.crt" -extensions authority \
				-startdate "$from" -enddate "$until"
			openssl req -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -subj "/CN=$name.example" -keyout site.key -out site.csr
			openssl ca -batch -notext -config config -cert "$name.crt" -keyfile "$name.key" -in site.csr -out "$name-site.crt" -extensions site \
				-startdate "$from" -enddate 20990101000000Z
		done'
}

# pem NAME: as a JSON string, without quotes.
pem() { inside cat "/root/ca/$1.crt" 2>/dev/null | awk '{ printf "%s\\n", $0 }'; }

# trusts NAME: what the authority signed is valid to programs that read the store, as folder or as file.
trusts() {
	inside openssl verify -no-CAfile -CApath /etc/ssl/certs "/root/ca/$1-site.crt" >/dev/null 2>&1 &&
		inside openssl verify -no-CApath -CAfile /etc/ssl/certs/ca-certificates.crt "/root/ca/$1-site.crt" >/dev/null 2>&1
}

# distrusts NAME: neither of them.
distrusts() {
	! inside openssl verify -no-CAfile -CApath /etc/ssl/certs "/root/ca/$1-site.crt" >/dev/null 2>&1 &&
		! inside openssl verify -no-CApath -CAfile /etc/ssl/certs/ca-certificates.crt "/root/ca/$1-site.crt" >/dev/null 2>&1
}
