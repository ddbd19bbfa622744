# flux_modules PATH MODULE...: PATH keeps each kernel module from being loaded, by name or by alias
flux_modules() {
	_path=$1 text=''
	shift
	for _name; do
		text="${text}install $_name /bin/true${nl}blacklist $_name$nl"
	done
	flux_put "$_path" 644 root:root
}
